log('never'); class A { #x; m() { delete this.#x; } }
