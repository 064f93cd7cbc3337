function f() {} const g = () => 0; function* h() {} async function i() {} class C {} const o = { m() {} };
log('prototype' in f, 'prototype' in g, 'prototype' in h, 'prototype' in i, 'prototype' in o.m);
log(f.prototype.constructor === f, Object.getOwnPropertyNames(h.prototype).length, Object.getPrototypeOf(h.prototype) === Object.getPrototypeOf(function* () {}).prototype);
f.prototype.x = 1; log(new f().x);
f.prototype = 5; log(Object.getPrototypeOf(new f()) === Object.prototype);
log(JSON.stringify(Object.getOwnPropertyDescriptor(function () {}, 'prototype')), JSON.stringify(Object.getOwnPropertyDescriptor(C, 'prototype').writable));
