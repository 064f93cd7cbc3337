// strict
log('never'); function f(a, a) {}
