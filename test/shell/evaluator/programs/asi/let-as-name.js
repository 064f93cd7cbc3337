// sloppy
var let = 1
let
++
let
log(let)
if (true) let
{ log('block') }
var l\u0065t
log(let)
