// sloppy
const f = function g() { g = 1; return typeof g; };
log(f());
const h = function g() { var g = 1; return g; };
log(h());
const i = function g(g) { return g; };
log(i(5));
const j = function g() { return (() => { g = 4; g += 1; g++; [g] = [1]; return typeof g; })(); };
log(j());
