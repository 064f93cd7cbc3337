const s = Symbol('d'), n = Symbol();
const o = { [s]: () => 0, [n]: function () {}, ['a']: class {}, [s + ''.length]() {}, };
