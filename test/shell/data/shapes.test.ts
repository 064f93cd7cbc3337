import { shapeSuite } from './support/shape-suite';

shapeSuite('1.1');
