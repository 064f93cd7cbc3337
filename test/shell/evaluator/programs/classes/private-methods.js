class C {
  #f = 1; #m() { return this.#f; } get #g() { return 'get' + this.#f; } set #g(v) { log('set', v); this.#f = v; } static #s() { return 's'; } static get #t() { return 't'; } *#gen() { yield this.#f; } async #as() { return this.#f; }
  run() { log(this.#m(), this.#g); this.#g = 2; this.#g += 1; this.#f++; log(this.#f, this.#m(), C.#s(), C.#t, [...this.#gen()].join()); this.#as().then((v) => log('async', v)); log(this.#m.name, (() => this.#f)(), this?.#f, this?.#m()); }
  has(o) { return #f in o && #m in o; } static other(o) { return o.#f; } set(o) { o.#m = 1; } getOnly(o) { o.#f ||= 3; o.#f &&= 4; o.#f ??= 5; [o.#f] = [6]; ({ a: o.#f } = { a: 7 }); for (o.#f of [8]); return o.#f; }
}
const c = new C(); c.run(); log(c.has(c), c.has({}), c.getOnly(c));
for (const t of [() => C.other({}), () => c.set(c), () => c.has(1), () => c.run.call({})]) try { t(); } catch (e) { log(e.name); }
