class C { #a = 1; get #r() { return 1; } set #w(v) {} static #m() {} static t(f) { try { log(f(new C())); } catch (e) { log(e.name); } } static run() { C.t((c) => c.#r = 2); C.t((c) => c.#w); C.t((c) => ({}).#a); C.t(() => null?.#a); C.t((c) => delete c.x); C.t((c) => new (class { #a = 2; g(o) { return o.#a; } })().g(c)); C.t((c) => C.#m = 1); C.t((c) => c.#w++); } }
C.run();
class Base { constructor(o) { return o; } } class Stamp extends Base { #x = 1; static has(o) { return #x in o; } }
const o = {}; new Stamp(o); log(Stamp.has(o)); try { new Stamp(o); } catch (e) { log(e.name); }
