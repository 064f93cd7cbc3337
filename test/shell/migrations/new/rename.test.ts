import * as typeorm from 'typeorm';
import { renameSuite } from './rename-suite';

renameSuite('1', typeorm);
