// sloppy
var o = { f() { return this === o; }, g: () => typeof this, h: { i() { return this === o.h; } } }; with (o) { log(f(), (f)(), (0, f)(), f?.(), h.i(), f.call(1), (() => f())(), f`x`); } with ({ eval }) { var q = 1; log(eval('q')); } function t() { with (o) return [f(), eval('f()')].join(); } log(t());
