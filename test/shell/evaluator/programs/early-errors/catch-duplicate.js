log('never'); try {} catch (e) { let e; }
