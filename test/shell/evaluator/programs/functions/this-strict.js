// strict
function f() { return this; }
log(f(), f.call(null), f.call(1), f.call('a'));
const o = { f }; log(o.f() === o, (0, o.f)());
log(this === globalThis);
