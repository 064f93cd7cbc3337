import { graphSuite } from './support/graph-suite';

graphSuite('0.3');
