// strict
log('never'); eval = 1;
