import * as typeorm from 'typeorm';
import { lossesSuite } from './losses-suite';

lossesSuite('1', typeorm);
