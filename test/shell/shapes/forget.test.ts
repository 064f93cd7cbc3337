import { forgetSuite } from './support/forget-suite';

forgetSuite('1.1');
