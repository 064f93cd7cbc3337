// sloppy
function f(a) { var a = 5; return arguments[0]; }
log(f(1));
function g(a, a) { return a; }
log(g(1, 2));
function h(a, a) { var a; arguments[1] = 9; return a; }
log(h(1, 2));
function i(a) { { function a() {} } return typeof a; }
log(i(1));
function j(a) { arguments[0] = 3; { log(a); } return a; }
log(j(1));
