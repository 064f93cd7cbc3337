log('never'); ({ m() { super(); } });
