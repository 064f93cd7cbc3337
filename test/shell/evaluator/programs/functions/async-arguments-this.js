async function f() { await 0; return [this === undefined || this === globalThis, arguments.length].join(); }
f(1, 2).then(log);
const o = { v: 3, async m(x) { await 0; return this.v + x + arguments.length; }, async *g() { yield this.v; } };
o.m(1, 2).then(log); o.g().next().then(({ value, done }) => log(value, done));
class A { async m() { return 'A.m'; } static async s() { return new.target; } } class B extends A { async m() { return (await super.m()) + '!'; } a = async () => this.v; v = 9; }
new B().m().then(log); B.s().then(log); new B().a().then(log);
