const key = () => { log('key'); return 'k'; };
class C { a = log('a'); [key()] = log('k'); static s = log('s'); b; 'c d' = 1; 5 = 2; #p = 3; get p() { return this.#p; } static #q = 4; static q() { return C.#q; } }
log('defined'); const c = new C(); log(Object.keys(c).join(), c.p, C.q(), 'b' in c, c.b);
class D extends C { x = this.p; y = super.p; static z = super.q(); constructor() { log('before'); super(); log('after', this.x, this.y); } }
new D(); log(D.z);
