let seen; class A { constructor(...a) { seen = a.join(); } } class B extends A {} new B(1, 2, 3); log(seen);
Array.prototype[Symbol.iterator] = new Proxy(Array.prototype[Symbol.iterator], { apply(t, s, a) { log('iterated'); return Reflect.apply(t, s, a); } });
new B(4); log(seen);
