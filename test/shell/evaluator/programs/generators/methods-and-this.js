const o = { v: 1, *g(a, b = a) { yield this.v; yield a + b; yield arguments.length; yield super.toString === Object.prototype.toString; } }; log([...o.g(2)].join());
class C { *[Symbol.iterator]() { yield* this.items; } items = [1, 2]; static *s() { yield this === C; } } log([...new C()].join(), [...C.s()].join(), Math.max(...new C()));
const h = function* named() { yield typeof named; }; log([...h()].join()); function* k() { yield () => this; } log(typeof k.call(5).next().value());
