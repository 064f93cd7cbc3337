const f = (a, ...[b, c = 5, ...d]) => [a, b, c, d.length].join();
log(f(1), f(1, 2, undefined, 4, 5));
function g(...{ length, 0: first }) { return length + ':' + first; }
log(g('x', 'y'), g.length);
