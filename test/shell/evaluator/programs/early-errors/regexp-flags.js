log('never'); /a/gg;
