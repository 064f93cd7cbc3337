log('never'); for (let a = 1 of []) ;
