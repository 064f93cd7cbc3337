function t(test) { try { test(); log('fine'); } catch (e) { log(e.name, e.message); } }
t(() => { const a = 1; a = 2; });
t(() => { const a = 1; a += 2; });
t(() => { const a = 1; a++; });
t(() => { const a = null; a ??= 2; });
t(() => { const a = 1; a ??= 2; });
t(() => { const a = 1; a ||= 2; });
t(() => { const a = 1; a &&= 2; });
t(() => { for (const i = 0; i < 2; i++); });
t(() => { for (const i of [1, 2]) i = 3; });
t(() => { const a = 1; [a] = [2]; });
t(() => { const a = 1; ({ a } = { a: 2 }); });
t(() => { const a = 1; for (a of [1]); });
t(() => { class A { m() { A = 1; } } new A().m(); });
const f = function g() { 'use strict'; g = 1; };
t(f);
