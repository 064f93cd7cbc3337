import { forgetSuite } from './support/forget-suite';

forgetSuite('0.3');
