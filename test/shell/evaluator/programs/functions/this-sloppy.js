// sloppy
function f() { return this; }
log(f() === globalThis, f.call(null) === globalThis, typeof f.call(1), f.call('a') instanceof String);
const o = { f, g: { f } };
log(o.f() === o, (o.f)() === o, (0, o.f)() === globalThis, (o.g.f)() === o.g, o['f']() === o);
(o.h = o.f)(); log((o.h = o.f)() === globalThis, (o.f || 0)() === globalThis, (true ? o.f : 0)() === globalThis);
log(this === globalThis, (() => this)() === globalThis);
with (o) log(f() === o);
eval('log(f() === globalThis)');
