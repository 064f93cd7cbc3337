log('never'); class A { #x; #x; }
