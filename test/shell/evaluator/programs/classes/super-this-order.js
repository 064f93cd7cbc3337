class A { constructor() { log('A'); this.a = 1; } }
class B extends A { constructor() { try { this; } catch (e) { log(e.name); } const f = () => super(); const g = () => this; try { g(); } catch (e) { log(e.name); } log(f() === this, g() === this); try { f(); } catch (e) { log(e.name); } } }
new B();
class C extends A { constructor() {} } try { new C(); } catch (e) { log(e.name); }
class D extends A { constructor() { return { d: 1 }; } } log(new D().d);
class E extends A { constructor() { super(); return 5; } } try { new E(); } catch (e) { log(e.name); }
class F extends A { constructor() { super(); return undefined; } } log(new F().a);
class G extends A { constructor(x = super()) { log(this.a); } } new G();
class H extends A { constructor() { (async () => { try { super(); } catch (e) { log('async', e.name); } })(); log('after', this.a); } } new H();
class I extends A { constructor() { super(...[1, 2], log('arg')); } } new I();
class J extends A { constructor() { eval('super()'); log('eval', this.a); } } new J();
class K extends A { x = 1; constructor() { const o = { [super().a]: 2 }; log(o[1], this.x); } } new K();
class L extends A { constructor() { for (const t of [1, 2]) { try { super(); log('super', t); } catch (e) { log(e.name, t); } finally { log('fin', this.a); } } } } new L();
class M extends A { constructor() { [1].forEach(() => super()); log('in forEach', this.a); } m = () => super.constructor === A; } log(new M().m());
