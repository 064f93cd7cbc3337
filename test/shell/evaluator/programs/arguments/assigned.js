// sloppy
function f() { arguments = 3; return arguments; }
log(f());
function g() { arguments[0]++; arguments.x = 2; return arguments[0] + arguments.x; }
log(g(1));
