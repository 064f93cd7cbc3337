log('never'); function f(...a, b) {}
