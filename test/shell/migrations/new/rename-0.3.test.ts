import type * as typeorm from 'typeorm';
import * as old from 'typeorm-0.3';
import { renameSuite } from './rename-suite';

renameSuite('0.3', old as unknown as typeof typeorm);
