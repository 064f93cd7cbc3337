var a = 1
var b = 2
var c = a
+b
log(c)
var i = 0
i
++
b
log(i, b)
do i++; while (i < 5) log(i)
for (var j = 0; j < 2; j++
) log(j)
function f() { return
1 }
log(f())
const g = () => { return }
log(g())
