log('never'); const a;
