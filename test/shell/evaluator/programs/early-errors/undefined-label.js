log('never'); for (;;) { break nope; }
