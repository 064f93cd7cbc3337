// sloppy
var v = 1;
{ function v() {} }
log(typeof v);
function t() { var w = 1; { function w() {} w = 3; } return typeof w; }
log(t());
