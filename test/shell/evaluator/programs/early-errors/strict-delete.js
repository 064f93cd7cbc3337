// strict
log('never'); var x; delete x;
