class C { static a = 1; static { log(this === C, this.a); var v = 2; let l = 3; this.b = v + l; try { throw 1; } catch (e) { this.c = e; } } static d = this.b; static { log(typeof v, C.d); const f = () => this; log(f() === C); } }
log(C.b, C.c);
class D extends C { static { log(super.a, new.target); } }
let get; class E { #p = 5; static { get = (e) => e.#p; } } log(get(new E()));
class F { static { { function inner() { return 'inner'; } log(inner()); } lbl: for (;;) { break lbl; } } static async() {} static static() {} static get get() { return 1; } static set set(v) {} }
log(F.get, typeof F.static);
