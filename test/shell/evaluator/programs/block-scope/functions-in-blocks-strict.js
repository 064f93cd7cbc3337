// strict
{ function f() { return 1; } log(f()); }
log(typeof f);
switch (1) { case 1: function g() { return 'g'; } log(g()); }
log(typeof g);
