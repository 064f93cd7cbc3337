function f ( a,b ) { /* keep */ return a }
log(String(f)); log(`${f}`); log(f.toString());
const g = (x) => x /* g */; log(g.toString());
class C { m ( ) { } static #p = 1 }
log(C.toString(), new C().m.toString());
log({ get  a ( ) { return 1 } }.a, Object.getOwnPropertyDescriptor({ get  a ( ) { return 1 } }, 'a').get.toString());
log({ async * [ 'x' ] ( ) { } }.x.toString());
log(Function.prototype.toString.call(f) === f.toString());
