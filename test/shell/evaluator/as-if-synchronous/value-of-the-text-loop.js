log('x'); for (const x of f([1, 2])) f(x * 10);
