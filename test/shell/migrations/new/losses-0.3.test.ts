import type * as typeorm from 'typeorm';
import * as old from 'typeorm-0.3';
import { lossesSuite } from './losses-suite';

lossesSuite('0.3', old as unknown as typeof typeorm);
