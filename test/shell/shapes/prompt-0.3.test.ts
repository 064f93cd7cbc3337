import { transcriptSuite } from './support/transcript-suite';

transcriptSuite('0.3');
