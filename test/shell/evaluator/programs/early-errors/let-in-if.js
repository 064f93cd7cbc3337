log('never'); if (1) let x;
