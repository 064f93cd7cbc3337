// sloppy
const g = eval; let l = 1; var v = 2;
function t() { var v = 3; return [g('v'), (0, eval)('v'), eval('v'), eval?.('v'), [eval][0]('v'), globalThis.eval('v'), (eval)('v')].join(); }
log(t()); g('var w = 4'); log(w, delete globalThis.w); log(g('this') === globalThis, eval('this') === globalThis); log(g('typeof t')); (function () { 'use strict'; g('var z = 1'); })(); log(z);
log(eval(5), eval(), eval({ a: 1 }).a, eval(new String('1')) instanceof String); try { g('new.target'); } catch (e) { log(e.name); } try { g('arguments'); } catch (e) { log(e.name); }
