import { saveSuite } from './support/save-suite';

saveSuite('1.1');
