log('never'); 1 ?? 2 || 3;
