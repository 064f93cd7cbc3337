// sloppy
var o = { a: 1, f: null }; with (o) { function f() { return a; } { function g() { return a + 1; } } } log(typeof f, typeof g, o.f === f || typeof o.f, typeof g === 'function' && g());
with ({ x: 1 }) { let x = 2; { with ({ x: 3 }) log(x); } log(x); (() => { var x = 4; log(x); })(); for (let x of [5]) log(x); try { throw 6; } catch (x) { log(x); } class K { x = x; } log(new K().x); } with (new Proxy({}, { has: (t, k) => typeof k === 'string' && k.startsWith('v_'), get: (t, k) => (k === Symbol.unscopables ? undefined : 'proxied ' + String(k)) })) { log(v_a, v_b, typeof v_c); }
