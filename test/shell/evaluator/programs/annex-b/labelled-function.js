// sloppy
l: function f() { return 1; }
log(f());
function t() { m: n: function g() { return 2; } return g(); }
log(t());
