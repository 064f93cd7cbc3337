// sloppy
function t(f) { try { log(f()); } catch (e) { log(e.name); } } t(() => { eval('x'); let x; }); t(() => { eval('x = 1'); let x; }); t(() => { eval('typeof x'); const x = 1; }); t(() => { let x = eval('x'); }); t(() => { let y = 1; return eval('y = 2; y'); }); t((a = eval('b'), b) => 0);
