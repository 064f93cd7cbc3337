log('never'); -1 ** 2;
