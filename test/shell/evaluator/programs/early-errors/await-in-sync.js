log('never'); function f() { await 1; }
