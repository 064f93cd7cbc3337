function f(a, get = () => a, set = (v) => { a = v; }) { set(2); const one = a; a = 3; return [one, get()].join(); }
log(f(1));
function g({ a, b = () => a++ }) { b(); b(); return a; }
log(g({ a: 1 }));
