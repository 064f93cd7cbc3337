// sloppy
var x = 'outer'; var env = { x: 'inner', [Symbol.unscopables]: { x: true } }; with (env) { log(x); x = 'set'; } log(x, env.x); env[Symbol.unscopables].x = false; with (env) log(x); with ([]) log(typeof values === 'function', typeof concat); env = { get [Symbol.unscopables]() { log('asked'); return {}; }, x: 1 }; with (env) { x; x = 2; x++; delete x; }
