log('x'); f({ a: 1 });
