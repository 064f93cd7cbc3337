function f(a, b) { return [this && this.v, a, b].join(); }
log(f.call({ v: 1 }, 2, 3), f.apply({ v: 4 }, [5, 6]), f.bind({ v: 7 }, 8)(9), f.bind({ v: 7 }).name, f.bind(null, 1).length);
log(Reflect.apply(f, { v: 1 }, [2, 3]), Math.max.apply(null, [1, 5, 3]), Array.prototype.slice.call({ 0: 'a', length: 1 }).join());
