function F() { return new.target; }
log(F() === undefined, new F() instanceof F, Reflect.construct(F, [], Array) !== undefined);
function G() { log(new.target === G, (() => new.target === G)(), (() => () => new.target === G)()()); }
new G(); G();
class A { constructor() { log(new.target === A, new.target.name); } m() { return new.target; } }
class B extends A {}
new A(); new B(); log(new B().m());
const o = { m() { return new.target; }, get g() { return new.target; } };
log(o.m(), o.g);
function H(a = new.target) { log(a === H); } new H(); H();
log((function* () { yield new.target; })().next().value);
log(new (class { x = new.target; })().x);
function I() { return eval('new.target') === I; }
log(new I() instanceof I, I());
