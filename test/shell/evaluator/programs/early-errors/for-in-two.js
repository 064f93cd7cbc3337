log('never'); for (let a, b in {}) ;
