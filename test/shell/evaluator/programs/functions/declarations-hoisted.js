log(typeof f, f());
function f() { return 1; }
function f() { return 2; }
log(f());
var f;
log(typeof f);
var f = 3;
log(f);
