const s = Symbol('sym');
const o = { [s]: 1, [1 + 1]: 2, [`t${1}`]: 3, [null]: 4, [undefined]: 5, [[1, 2]]: 6, [{}]: 7, [1n]: 8 };
log(o[s], Object.keys(o).join('|'));
const f = { [s]() {}, [Symbol()]() {}, ['x y']() {}, get [s + '' === '' ? 1 : 'g']() { return 1; } };
