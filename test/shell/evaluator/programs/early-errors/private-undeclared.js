log('never'); class A { m() { this.#x; } }
