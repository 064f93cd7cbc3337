// sloppy
function f() { let arguments = 4; return arguments; }
log(f());
function g() { { let arguments = 2; log(arguments); } return arguments.length; }
log(g(1, 2));
const a = (arguments) => arguments;
log(a(3));
function h() { return ((arguments) => arguments)(8) + arguments.length; }
log(h(1));
