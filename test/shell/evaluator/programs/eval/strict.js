// strict
eval('var a = 1'); log(typeof a); function t() { eval('var b = 1; function f() {}'); return typeof b + typeof f; } log(t()); log(eval('this') === globalThis); log(eval('(function () { return this; })()')); try { eval('undeclared = 1'); } catch (e) { log(e.name); } try { eval('with ({}) {}'); } catch (e) { log(e.name); } try { eval('010'); } catch (e) { log(e.name); }
