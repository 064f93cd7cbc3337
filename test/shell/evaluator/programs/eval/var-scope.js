// sloppy
let outer = 'outer'; var seen = [];
(function () { let x = 1; { try { eval('var x = 2'); } catch (e) { seen.push(e.name); } } seen.push(x); })();
(function () { { eval('var y = 1'); } seen.push(typeof y); })();
(function () { try { throw 1; } catch (e) { eval('var e = 2; for (var e of []);'); } seen.push(typeof e); })();
(function () { for (var i = 0; i < 1; i++) eval('var inLoop = i'); seen.push(inLoop); })();
(function () { const f = () => { eval('var inArrow = 1'); return typeof inArrow; }; seen.push(f(), typeof inArrow); })();
(function () { eval('"use strict"; var s = 1'); seen.push(typeof s); })();
(function () { 'use strict'; eval('var s = 1'); seen.push(typeof s); })();
(function () { eval('function f() { return 1; } var g = f'); seen.push(f(), g()); function f() { return 2; } })();
(function (a) { eval('var a = 2'); seen.push(a, arguments[0]); })(1);
(function () { var v = 1; eval('var v'); seen.push(v); eval('var v = 3'); seen.push(v); seen.push(delete v); })();
class C { static { eval('var inBlock = 1'); seen.push(typeof inBlock); } x = eval('var inField = 1; typeof inField'); }
seen.push(new C().x, typeof inBlock); log(seen.join());
