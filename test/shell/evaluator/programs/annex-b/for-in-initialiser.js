// sloppy
for (var a = (log('init'), 5) in { x: 1 }) log(a);
for (var b = 3 in null);
log(b);
function t() { for (var c = 7 in {}); return c; }
log(t());
