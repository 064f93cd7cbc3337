const o = { _v: 1, get v() { log('get'); return this._v; }, set v(x) { log('set', x); this._v = x; } };
o.v; o.v = 2; o.v += 3; o.v++; log(o.v); ({ v: o.v } = { v: 9 }); [o.v] = [8]; delete o.v; log(o.v);
for (o.w of [1, 2]) log(o.w);
class C { static get s() { return 's'; } get [`x${1}`]() { return 'x1'; } set x1(v) { log('x1', v); } }
log(C.s, new C().x1); new C().x1 = 3;
log({ get get() { return 1; }, set set(v) {}, get: 2 }.get);
