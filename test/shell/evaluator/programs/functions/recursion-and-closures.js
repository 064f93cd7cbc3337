function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
log(fib(12));
const counter = () => { let n = 0; return { inc: () => ++n, get value() { return n; } }; };
const a = counter(), b = counter(); a.inc(); a.inc(); b.inc(); log(a.value, b.value);
(function loop(n) { if (n > 0) loop(n - 1); else log('done'); })(50);
