log('never'); l: { continue l; }
