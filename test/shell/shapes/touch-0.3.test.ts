import { touchSuite } from './support/touch-suite';

touchSuite('0.3');
