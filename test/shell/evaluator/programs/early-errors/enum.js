log('never'); var enum = 1;
