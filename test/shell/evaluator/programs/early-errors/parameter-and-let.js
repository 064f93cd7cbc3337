log('never'); function f(a) { let a; }
