function F(a) { this.a = a; }
log(new F(1).a, new F().a, new F instanceof F, new (class { constructor() { return { b: 2 }; } })().b);
function G() { return { c: 3 }; } log(new G().c, new G() instanceof G);
function H() { return 5; } log(new H() instanceof H);
function I() { return () => 0; } log(typeof new I());
for (const f of [() => 0, async () => 0, function* () {}, { m() {} }.m, Math.max, async function () {}, async function* () {}]) try { new f(); } catch (e) { log(e.name, e instanceof TypeError); }
try { class C {} C(); } catch (e) { log(e.name); }
try { new undefined(); } catch (e) { log(e.name); }
try { new (class A extends null {})(); } catch (e) { log(e.name); }
log(new (function () { this.x = 1; })().x, new (class { y = 2; })().y);
log(new new Function('this.z = 1')().constructor().z);
log(new Date(0).getTime(), new Array(3).length, new Array(...[1, 2]).join());
