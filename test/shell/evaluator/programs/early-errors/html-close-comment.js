log('never'); x --> 1; y */
