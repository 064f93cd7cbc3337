log('never'); ({ a = 1 });
