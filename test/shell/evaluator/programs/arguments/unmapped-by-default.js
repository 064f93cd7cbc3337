function f(a, b = 2) { a = 9; log(a, arguments[0]); arguments[0] = 5; log(a); }
f(1);
function g(...r) { r[0] = 3; log(arguments[0], r[0]); }
g(1);
function h({ a }) { a = 4; log(arguments[0].a, a, arguments.length); }
h({ a: 1 });
