log('never'); 'abc
