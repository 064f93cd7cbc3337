import { shapeSuite } from './support/shape-suite';

shapeSuite('0.3');
