function f(test) { try { log(test()); } catch (e) { log(e.name, e.message); } }
f(() => ((a = b, b) => a)());
f(() => ((a, b = a) => b)(4));
f(() => ((a = a) => a)());
f(() => (({ a = b }, b) => a)({}));
f(() => (([a = c], b, c) => a)([]));
f(() => ((a = () => b, b = 2) => a())());
f(() => (function (a = typeof b, b) { return a; })());
