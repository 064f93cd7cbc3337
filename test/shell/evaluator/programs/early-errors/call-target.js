log('never'); ({ a() }) ;
