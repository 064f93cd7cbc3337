import { shapesSuite } from './support/shapes-suite';

shapesSuite('1.1');
