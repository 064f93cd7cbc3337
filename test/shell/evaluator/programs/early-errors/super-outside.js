log('never'); super.x;
