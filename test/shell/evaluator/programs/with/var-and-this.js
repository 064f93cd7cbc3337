// sloppy
this.p1 = 1; var result = 'result'; var obj = { p1: 'a', value: 'v', valueOf() { return 'obj'; }, del() { return delete p2 && delete this.p1; }, p2: 2 };
with (obj) { p1 = 'x1'; this.p1 = 'x2'; var p4 = 'x4'; p5 = 'x5'; var value = 'new'; st = (function () { return typeof parseInt; })(); }
log(p1, this.p1, obj.p1, p4, p5, obj.value, typeof value, st, obj.del(), 'p1' in obj); try { with (obj) { throw value; } } catch (e) { log(e); } var r = (function () { with (obj) { return value; } })(); log(r); do { with (obj) { value = 'loop'; break; } } while (false); log(obj.value); for (var k in obj) { with (obj) { if (k === 'valueOf') continue; } } log(k);
