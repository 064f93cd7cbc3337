log('never'); ({ get a(b) {} });
