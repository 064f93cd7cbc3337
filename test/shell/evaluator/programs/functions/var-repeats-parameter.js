function f(a, b) { var a; log(a); var b = 2; log(b); return a; }
log(f(1));
function g(a = 1) { var a; log(a); a = 2; return a; }
log(g(), g(5));
function h(a, c = () => a) { var a; log(a); a = 2; log(c()); }
h(1);
function i(a, c = () => a) { var a = 3; return c(); }
log(i(1));
function j({ a }) { var a; return a; }
log(j({ a: 4 }));
const k = (a) => { var a; return a; };
log(k(5));
function l(a) { for (var a of [1, 2]); return a; }
log(l(0));
function m(a) { if (false) { var a = 1; } return a; }
log(m(6));
function n(a) { function a() {} return typeof a; }
log(n(1));
function o(a) { { var [a] = [7]; } return a; }
log(o(1));
function p(a) { for (var a in { x: 1 }); return a; }
log(p(1));
function q(a) { var a, b; [a, b] = [b, a]; return [a, b]; }
log(q(1).join());
