var x = 0, a = 2, g = 1
x
/a/g
log(x / a / g)
l: for (;;) { for (;;) { break
l } break }
log("out")
var f = function () { return
1 }
log(f())
x = 1
;[1].forEach((y) => log(y))
var t = log
`tpl`
log(t)
