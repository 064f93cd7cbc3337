import * as typeorm from 'typeorm';
import { runningSuite } from './support/running-suite';

runningSuite('1.1', typeorm);
