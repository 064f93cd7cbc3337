log('never'); class A { constructor() {} constructor() {} }
