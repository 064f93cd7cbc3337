const x = 'outer';
class C { x = 'inner'; y = x; f = () => this.x; g = function () { return this; }; static i = this.name; j = new.target; z = (() => x)(); e = eval('this.x'); n = eval('new.target'); }
const c = new C(); log(c.y, c.f(), c.g() === c, C.i, c.j, c.z, c.e, c.n);
class D { constructor(x) { this.p = x; } static get [x]() { return 1; } [x + 2] = x; }
log(D.outer, new D(3).outer2, new D(3).p);
