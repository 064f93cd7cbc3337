function f(a, b,) { return arguments.length; }
log(f.length, f(1, 2, 3,), f(...[1, 2], 3,));
const g = (a, b = 1, c) => 0;
log(g.length, ((...r) => 0).length, (function ({ a }, [b]) {}).length);
