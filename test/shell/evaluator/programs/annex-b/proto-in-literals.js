const p = { a: 1 };
log(Object.getPrototypeOf({ __proto__: p }) === p, Object.getPrototypeOf({ '__proto__': p }) === p);
log(Object.hasOwn({ ['__proto__']: p }, '__proto__'), Object.hasOwn({ __proto__() {} }, '__proto__'));
const __proto__ = p;
log(Object.hasOwn({ __proto__ }, '__proto__'));
log(Object.getPrototypeOf({ __proto__: null }), Object.getPrototypeOf({ __proto__: 3 }) === Object.prototype);
log(({ __proto__: function () {} }).__proto__.name, ({ __proto__: { m() { return super.constructor === Object; } } }).m());
const { __proto__: q } = { a: 1 };
log(q === Object.prototype);
