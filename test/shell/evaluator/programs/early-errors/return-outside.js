log('never'); return 1;
