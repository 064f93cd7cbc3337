function f() { 'use strict'; try { arguments.callee; } catch (e) { return e.name; } }
log(f());
const o = { m() { 'use strict'; return this; } };
const m = o.m;
log(m());
(function () { 'use asm'; 'use strict'; log(this); })();
