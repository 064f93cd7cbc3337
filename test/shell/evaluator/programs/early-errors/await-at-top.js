log('never'); await 1;
