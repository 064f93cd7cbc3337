// sloppy
function f(n) { return n === 0 ? 'end' : arguments.callee(n - 1); }
log(f(3));
log((function () { return arguments.callee; })() instanceof Function);
