let x = 1; class A extends class { static [x] = 2 } {} log(A[1]); class B extends (() => { try { B; } catch (e) { log(e.name); } return Object; })() {}
const C = class D extends (eval('typeof E')) .constructor {}; log(typeof C);
