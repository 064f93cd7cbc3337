log('never'); l: l: ;
