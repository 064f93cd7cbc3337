log('never'); async (await) => 1;
