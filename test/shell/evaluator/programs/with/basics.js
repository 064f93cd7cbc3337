// sloppy
var o = { a: 1, b: { c: 2 }, m() { return this === o; } }; var z = 'outer';
with (o) { log(a, b.c, m(), z); a = 5; z = 'changed'; var n = 6; var a2 = a; (() => { a = 7; })(); typeof q; log(typeof q); } log(o.a, z, n, 'n' in o, a2);
with (o) { var a = 8; function inner() { return typeof b; } let l = a; log(l, inner()); } log(o.a, inner()); with (o.b) with ({ d: 3 }) log(c + d); with ([1, 2, 3]) log(length, join('-')); with ('str') log(length); try { with (null) ; } catch (e) { log(e.name); } with (Math) log(max(1, 2), floor(2.5)); with (5) log(toFixed(1));
