log('never'); (a, a) => 1;
