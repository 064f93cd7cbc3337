function f() { log(arguments.toString(), arguments.length, Object.keys(arguments).join(), typeof arguments[Symbol.iterator], [...arguments].join()); arguments.length = 1; log(Array.from(arguments).join()); }
f('a', 'b', 'c');
log((function () { return arguments; })(1) === (function () { return arguments; })(1));
