var async = (x) => { log('called', x); return x; }
var f = async
(1, 2)
log(f)
async
function g() { return 1 }
log(g())
