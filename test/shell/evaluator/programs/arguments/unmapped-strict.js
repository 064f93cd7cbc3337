function f(a, b) { 'use strict'; a = 9; arguments[1] = 8; log(a, b, arguments[0], arguments[1]); }
f(1, 2);
