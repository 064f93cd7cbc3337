import type * as typeorm from 'typeorm';
import * as old from 'typeorm-0.3';
import { runningSuite } from './support/running-suite';

runningSuite('0.3', old as unknown as typeof typeorm);
