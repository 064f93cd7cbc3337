// sloppy
function f() { return f.arguments === null || typeof f.arguments; }
log(Object.hasOwn(f, 'caller'), Object.hasOwn(f, 'arguments'));
log(Object.hasOwn(() => 0, 'caller'), Object.hasOwn(function () { 'use strict'; }, 'caller'), Object.hasOwn({ m() {} }.m, 'arguments'));
