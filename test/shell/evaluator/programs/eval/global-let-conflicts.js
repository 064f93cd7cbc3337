// sloppy
let a = 1; const b = 2; class C {} var v = 3;
for (const c of ['var a', 'var b', 'function C() {}', 'let a = 5; a', 'var v = 6; v', 'function v() {} typeof v', '{ var a }', '{ function a() {} }', 'for (var a of []);', 'const v = 9; v']) try { log(c, eval(c)); } catch (e) { log(c, e.name); }
log(a, b, typeof C, typeof v);
