class A { constructor(r) { return r; } }
log(new A({ x: 1 }).x, new A(1) instanceof A, new A(null) instanceof A); class B extends A { y = 2; } log(new B({ x: 1 }).y, new B().y); const f = new B(function () { return 'fn'; }); log(f(), f.y);
function P() { return new Proxy({}, { get: (t, k) => k }); } log(new P().anything);
