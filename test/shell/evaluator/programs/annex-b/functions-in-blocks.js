// sloppy
log(typeof f, f);
{ log(typeof f); function f() { return 'block'; } f = 1; log(f); }
log(typeof f);
function t() { log(g); { function g() { return 1; } } log(g()); if (true) { function h() {} } log(typeof h); }
t();
