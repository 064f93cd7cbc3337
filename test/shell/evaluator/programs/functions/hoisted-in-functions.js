function t() { log(f()); function f() { return 1; } function f() { return 2; } var f; log(typeof f); var f = 1; log(typeof f); }
t();
function u() { return g; function g() {} }
log(typeof u());
