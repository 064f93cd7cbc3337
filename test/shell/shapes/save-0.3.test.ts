import { saveSuite } from './support/save-suite';

saveSuite('0.3');
