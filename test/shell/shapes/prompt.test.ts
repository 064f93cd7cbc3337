import { transcriptSuite } from './support/transcript-suite';

transcriptSuite('1.1');
