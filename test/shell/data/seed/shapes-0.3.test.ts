import { shapesSuite } from './support/shapes-suite';

shapesSuite('0.3');
