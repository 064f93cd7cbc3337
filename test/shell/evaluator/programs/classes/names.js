const A = class B { static n() { return B.name; } }; log(A.name, A.n(), typeof B);
let C = class {}; log(C.name); const o = { C: class {}, ['D']: class {} }; log(o.C.name, o.D.name);
class E { static name() {} } log(typeof E.name); log((class { static x = 1 }).name === '');
var F = class { static self = F; }; log(F.self); const G = class H { static self = H; }; log(G.self === G);
try { class I { static { I = 1; } } } catch (e) { log(e.name); } class J {} J = 1; log(J);
{ class K {} log(K.name); } log(typeof K); var L = (class {}); log(L.name); var M = (0, class {}); log(M.name === '');
