import { mistakesOn } from './support/mistake-suite';

mistakesOn('1.1');
