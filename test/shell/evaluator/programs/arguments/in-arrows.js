function f() { const g = () => arguments[0]; const h = () => () => arguments.length; return [g(9), h()()]; }
log(f(1, 2, 3).join());
