import { modelSuite } from './support/model-suite';

modelSuite('0.3');
