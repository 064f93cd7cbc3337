// sloppy
function m(a, b) { f(0); a = f(9); arguments[1] = f(8); return [a, b, arguments[0], arguments[1]].join(); } log(m(1, 2)); function v(a) { f(0); var a; a = a + f(1); return a; } log(v(1)); function h() { f(0); return typeof inner + inner(); function inner() { return f('i'); } } log(h()); (function () { f(0); { function blk() { return f('blk'); } } log(blk()); })();
