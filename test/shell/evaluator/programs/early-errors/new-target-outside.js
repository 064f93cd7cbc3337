log('never'); new.target;
