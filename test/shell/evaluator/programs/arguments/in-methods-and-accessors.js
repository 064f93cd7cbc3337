const o = { m() { return arguments.length; }, get g() { return arguments.length; }, set s(v) { log(arguments.length, arguments[0]); } };
log(o.m(1, 2), o.g); o.s = 4;
class C { constructor() { log(arguments.length); } static m() { return arguments[0]; } }
new C(1, 2, 3); log(C.m(7));
