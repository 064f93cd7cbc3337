// sloppy
var x = 'global'; function f(a = eval('var x = "param"'), b = x) { return [x, b].join(); } log(f()); function g(a = eval('var x = 1'), b = () => x) { var x = 2; return [x, b()].join(); } log(g()); const h = (a = eval('1')) => a; log(h()); function i(a, b = eval('a')) { a = 9; return [a, b].join(); } log(i(1)); function j(a = () => eval('x')) { var x = 'body'; return a(); } log(j());
