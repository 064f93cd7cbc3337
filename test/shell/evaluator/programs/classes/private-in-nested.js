class A { #x = 1; static Inner = class { read(a) { return a.#x; } }; f = () => { class L { g(o) { return o.#x++; } } return new L().g(this); }; get x() { return this.#x; } }
const a = new A(); log(new A.Inner().read(a), a.f(), a.x);
class B { #o = { deep: { v: 1 }, f() { return this.deep.v; } }; t() { return [this.#o.deep.v, this.#o.f(), this.#o?.deep?.v, this.#o['deep'].v, delete this.#o.deep, typeof this.#o.deep].join(); } static #f = () => 5; static t() { return B.#f() + B.#f?.(); } tag() { return this.#t`x`; } #t(s) { return s.raw[0] + (this instanceof B); } nw() { return new this.#C().v; } #C = class { v = 7 }; }
log(new B().t(), B.t(), new B().tag(), new B().nw());
