function f(a = arguments.length, b = arguments[0]) { return [a, b].join(); }
log(f(), f(5), f(undefined, 6));
function g(a, b = () => arguments[0]) { a = 2; return b(); }
log(g(1));
