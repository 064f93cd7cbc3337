log('never'); class A { static { await; } }
