import { shapeSuite } from './support/shape-suite';

// What differs between versions is the metadata, which is the same on all databases.
shapeSuite('0.3', ['sqlite']);
