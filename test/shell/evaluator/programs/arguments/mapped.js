// sloppy
function f(a, b) { a = 9; arguments[1] = 8; log(a, b, arguments[0], arguments[1], arguments.length); delete arguments[0]; a = 7; log(arguments[0]); }
f(1, 2, 3);
