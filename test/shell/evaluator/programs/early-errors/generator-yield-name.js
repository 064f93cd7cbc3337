log('never'); function* yield2() { var yield; }
