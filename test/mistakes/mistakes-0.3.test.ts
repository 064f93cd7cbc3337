import { mistakesOn } from './support/mistake-suite';

mistakesOn('0.3', ['sqlite']);
