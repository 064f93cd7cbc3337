log('never'); if (1) class C {}
