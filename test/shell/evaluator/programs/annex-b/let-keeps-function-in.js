// sloppy
let f = 'let';
{ function f() {} }
log(f);
(function () { let g = 1; { function g() {} } log(g); })();
(function (p) { { function p() {} } log(typeof p); })(1);
(function () { for (let h of [1]) { { function h() {} } } log(typeof h); })();
(function () { try { throw 1; } catch (e) { { function e() {} } } log(typeof e); })();
(function () { try { throw {}; } catch ({ e }) { { function e() {} } } log(typeof e); })();
