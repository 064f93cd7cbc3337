log('never'); var a; new a?.b();
