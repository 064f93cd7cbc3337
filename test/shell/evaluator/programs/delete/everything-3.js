// sloppy
var o2 = { a: 1, m() { return delete this.a; } }; log(o2.m(), 'a' in o2); log(delete (o2, o2.m), typeof o2.m, delete (o2.m), typeof o2.m); x1 = 1; log(delete x1, delete globalThis.x1); var k = 'key'; const ob = { key: 1 }; log(delete ob[k], delete ob[(log('once'), k)]); log(delete new Date(), delete typeof 1, delete -1, delete (a => a), delete {}, delete []);
