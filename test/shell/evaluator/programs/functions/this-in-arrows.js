class C { constructor() { this.v = 1; this.f = () => this.v; } m() { return () => () => this.v; } static s() { return (() => this)(); } get g() { return (() => this.v)(); } x = () => this.v; }
const c = new C(); log(c.f(), c.m()()(), C.s() === C, c.g, c.x());
const o = { v: 5, m() { return [1, 2].map((i) => i * this.v); } };
log(o.m().join());
function F() { this.a = (() => { this.b = 2; return 1; })(); }
log(new F().a, new F().b);
