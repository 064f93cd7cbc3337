// strict
log('never'); 010;
