// sloppy
{ function f() { return 1; } function f() { return 2; } log(f()); }
log(f());
{ function g() { return 1; } { function g() { return 2; } log(g()); } log(g()); }
