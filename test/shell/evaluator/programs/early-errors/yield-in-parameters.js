log('never'); function* g(a = yield) {}
