log('never'); 1.5n;
