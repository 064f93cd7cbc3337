// strict
const o = Object.freeze({ a: 1 }); for (const t of [() => delete o.a, () => delete [].length, () => delete Math.PI, () => delete o?.a, () => delete (function () {}).prototype, () => delete 'a'.length, () => delete o.b, () => delete o[{ toString() { log('str'); return 'a'; } }], () => delete new Proxy({}, { deleteProperty: () => false }).x]) try { log(t()); } catch (e) { log(e.name); }
