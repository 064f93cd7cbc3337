log('never'); v\u0061r x = 1;
