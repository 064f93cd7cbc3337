class A { #v = 1; #m() { return this.#v; } static t(a) { return [a?.#v, a?.#m(), a?.b?.#v, (a?.#m)?.(), a?.b.c.#v].join(); } static d(o) { return o?.x.y.#v; } self = this; n(o) { return o?.self.#v + o.self?.self.#m(); } }
try { log(A.t(undefined)); } catch (e) { log(e.name); } const a = new A(); log(a.n(a), A.d(null));
try { (class { #q() { return this; } static t(o) { return (o?.#q)(); } }).t(null); } catch (e) { log(e.name); }
class B { #q() { return this?.k; } k = 3; static t(o) { return (o?.#q)(); } } log(B.t(new B()));
