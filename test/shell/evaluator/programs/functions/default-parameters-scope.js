let x = 'outer';
function f(a = x, b = () => x) { let x = 'inner'; return [a, b(), x].join(); }
log(f());
function g(a = x) { var x = 'var'; return [a, x].join(); }
log(g());
function h(a, b = () => a, c = () => { a = 'changed'; }) { var a = 'body'; c(); return [a, b()].join(); }
log(h('param'));
function i(a, b = () => a) { c: { a = 'body'; break c; } return b(); }
log(i('param'));
function j(a = () => k, k = 2) { k = 3; return a(); }
log(j());
const l = (a = () => arguments === undefined) => typeof a;
log(l());
function m(f = function () { return typeof n; }) { var n = 1; return f(); }
log(m());
function o(a = eval('1 + 1')) { return a; }
log(o());
