const s = Symbol('d'), n = Symbol();
const o = { [s]: () => 0, [n]: function () {}, ['a']: class {}, get [Symbol.iterator]() { return 1; }, async *['ag']() {} };
log(o[s].name, o[n].name === '', o.a.name, Object.getOwnPropertyDescriptor(o, Symbol.iterator).get.name, o.ag.name);
class C { static [s] = () => 0; static [n]() {} static get ['x']() { return 1; } set [s](v) {} #p = () => 0; p() { return this.#p.name; } }
log(C[s].name, C[n].name === '', Object.getOwnPropertyDescriptor(C, 'x').get.name, Object.getOwnPropertyDescriptor(C.prototype, s).set.name, new C().p());
