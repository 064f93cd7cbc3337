import { touchSuite } from './support/touch-suite';

touchSuite('1.1');
