log('never'); import.meta;
