// sloppy
var yield = 1; log(yield);
function f(yield) { return yield + 1; } log(f(2));
function g() { var yield = 3; return (() => yield)(); } log(g());
yield: for (;;) { break yield; }
function yield2() { function yield() { return 4; } return yield(); } log(yield2());
const o = { yield: 5 }; log(o.yield, { yield }.yield);
log((function yield() { return typeof yield; })());
function* gen() { yield 1; function inner() { var yield = 2; return yield; } yield inner(); } log([...gen()].join());
class C { static yield() { return 6; } } log(C.yield());
function h() { const { yield: a, ...b } = { yield: 1 }; return a; } log(h());
function i() { return { f() { return yield; } }.f(); } log(i());
try { throw 1; } catch (yield) { log(yield); }
