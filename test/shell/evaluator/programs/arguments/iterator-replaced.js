// sloppy
function f(a, b, c) { delete arguments[Symbol.iterator]; try { [...arguments]; } catch (e) { log(e.name); } arguments[Symbol.iterator] = function* () { yield 1; }; log([...arguments].join()); }
f(1, 2, 3);
