const k = (v) => (log('key', v), v), h = () => (log('heritage'), Object);
class C extends h() { static [k('a')] = log('static a'); [k('b')] = log('b'); [k('c')]() {} static { log('block'); } static [k('d')]() {} static e = log('static e'); }
new C();
