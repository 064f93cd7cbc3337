import { modelSuite } from './support/model-suite';

modelSuite('1.1');
