// strict
function f() { try { arguments.callee; } catch (e) { log(e.name); } }
f();
log(Object.getOwnPropertyDescriptor((function () { return arguments; })(), 'callee').get === Object.getOwnPropertyDescriptor((function () { return arguments; })(), 'callee').set);
