log('never'); 1__0;
