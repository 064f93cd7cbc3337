// sloppy
const t = (f) => { try { log(f()); } catch (e) { log(e.name); } };
t(() => { const f = (p = eval("var arguments = 'param'"), arguments) => {}; return f(); });
t(() => { let n = 0; const f = (p = eval("var arguments = 'param'"), q = () => arguments) => { let arguments = 'local'; n++; return [arguments, q()].join(); }; return f() + n; });
t(() => { const f = (p = eval("var arguments = 'param'")) => { function arguments() {} return typeof arguments; }; return f(); });
t(() => { function f(p = eval('var arguments = 1'), q = 2) {} return f(); });
t(() => { function f(p = eval('var arguments')) { var arguments; return typeof arguments; } return f(); });
t(() => { const o = { f(p = eval('var arguments = 1')) {} }; return o.f(); });
t(() => { function* g(p = eval('var arguments = 1')) {} return g(); });
t(() => { function f(a, b = eval('a = 3; var c = 4; a + c')) { return [a, b, typeof c].join(); } return f(1); });
t(() => { function f(a = eval('var z = 1'), b = z, c = () => z) { var z = 2; return [b, c(), z].join(); } return f(); });
t(() => { let x = 'out'; function f(a = eval('var x = "in"'), b = () => x) { return [x, b()].join(); } return f() + x; });
(async function (p = eval('var arguments = 1')) {})().then(() => log('fine'), (e) => log('rejected', e.name));
