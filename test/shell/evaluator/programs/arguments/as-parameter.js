// sloppy
function f(arguments) { return arguments; }
log(f(3));
function g(a) { var arguments; return typeof arguments; }
log(g());
function h() { var arguments = 5; return arguments; }
log(h(1));
function i() { function arguments() {} return typeof arguments; }
log(i());
function j(a = arguments) { var arguments = 3; return [typeof a, arguments]; }
log(j().join());
function k(a = () => arguments) { var arguments = 3; return a().length; }
log(k(undefined, 2));
