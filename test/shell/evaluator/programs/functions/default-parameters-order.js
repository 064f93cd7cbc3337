const v = (x) => { log('value', x); return x; };
function f(a = v(1), { b = v(2), [v('c')]: c = v(3) } = (v('obj'), {}), [d = v(4)] = v([]), ...e) { log(a, b, c, d, e.length); }
f(); f(9, { b: 8, c: 7 }, [6], 5, 4);
try { f(undefined, null); } catch (e) { log(e.name); }
try { f(undefined, undefined, 5); } catch (e) { log(e.name); }
function g(a = (() => { throw 'first'; })(), b = v('never')) {}
try { g(); } catch (e) { log(e); }
function* h(a = v('gen')) { yield a; }
const it = h(); log('made'); log(it.next().value);
