// strict
log('never'); with ({}) {}
