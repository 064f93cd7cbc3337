class A { constructor(v) { this.v = v; } m() { return 'A' + this.v; } static s() { return 'As' + this.name; } get g() { return 'Ag' + this.v; } set g(x) { this.x = 'A' + x; } }
class B extends A { constructor(v) { super(v + 1); } m() { return 'B' + super.m(); } static s() { return 'B' + super.s(); } get g() { return 'B' + super.g; } set g(x) { super.g = 'B' + x; } n() { return () => super.m(); } ['comp' + 1]() { return super['m'](); } }
const b = new B(1); log(b.m(), B.s(), b.g, b.n()(), b.comp1()); b.g = 1; log(b.x, b instanceof A, Object.getPrototypeOf(B) === A);
class C extends B {} log(new C(5).m(), C.s()); class D extends Array { sum() { return this.reduce((a, b) => a + b, 0); } } const d = D.from([1, 2, 3]); log(d.sum(), d.map((x) => x * 2).sum(), d.filter((x) => x > 1) instanceof D, d.length);
class E extends Error { constructor(m) { super(m); this.name = 'E'; } } try { throw new E('boom'); } catch (e) { log(e instanceof E, e instanceof Error, e.message, String(e)); }
class F extends null { static s() { return 1; } } log(F.s(), Object.getPrototypeOf(F.prototype)); class G extends Promise {} const made = G.resolve(1); log(made instanceof Promise, Object.getPrototypeOf(G) === Promise);
class H extends (log('heritage'), Object) {} log(new H() instanceof Object); class I extends function () { this.q = 1; } {} log(new I().q);
