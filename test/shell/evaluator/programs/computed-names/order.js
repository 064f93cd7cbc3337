const key = (k) => ({ toString() { log('key ' + k); return k; } });
const value = (v) => { log('value ' + v); return v; };
const o = { [key('a')]: value(1), [key('b')]() {}, get [key('c')]() { return 3; }, [key('d')]: value(4), a: value(5) };
log(Object.keys(o).join(), o.c);
class C { [key('m')]() {} static [key('s')] = value('field'); [key('f')] = value('own'); get [key('g')]() { return 1; } }
log('class made');
new C();
