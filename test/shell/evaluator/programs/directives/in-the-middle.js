// sloppy
function f() { var a = 1; 'use strict'; return this === undefined; }
log(f());
function g() { 'use strict'; undeclared = 1; }
try { g(); } catch (e) { log(e.name); }
function h() { undeclared2 = 1; return undeclared2; }
log(h());
