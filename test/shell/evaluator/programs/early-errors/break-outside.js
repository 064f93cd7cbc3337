log('never'); break;
