var x = 0
x
/a/g
var a = 2, g = 1
log(x / a / g)
l: for (;;) { for (;;) { break
l } break }
log('out')
throw
new Error
