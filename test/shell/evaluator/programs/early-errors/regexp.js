log('never'); /(/;
