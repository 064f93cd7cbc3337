// sloppy
eval('var a = 1; function f() { return a; } let l = 2; const c = 3; class K {}');
log(a, f(), typeof l, typeof c, typeof K);
log(Object.getOwnPropertyDescriptor(globalThis, 'a').configurable, delete globalThis.a, typeof a);
function t() { eval('var b = 5; function g() { return b; }'); return [b, g(), delete b, typeof b].join(); }
log(t(), typeof b);
const ar = () => { eval('var d = 6'); return d; }; log(ar(), typeof d);
