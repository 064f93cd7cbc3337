log('never'); class A { x = arguments; }
