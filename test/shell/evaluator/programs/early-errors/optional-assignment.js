log('never'); var a; a?.b = 1;
