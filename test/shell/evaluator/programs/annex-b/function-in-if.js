// sloppy
if (true) function a() { return 1; }
log(a());
if (false) function b() {} else function c() { return 2; }
log(typeof b, c());
function t() { if (true) function d() { return 3; } return d(); }
log(t());
