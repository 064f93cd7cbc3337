function plain() {
  return 1;
}
const own = () => 2;
own.toString = () => 'own';
const primitive = function () {};
primitive[Symbol.toPrimitive] = (hint) => hint;
class Shown {
  static toString() {
    return `Shown ${typeof this}`;
  }
}
class Inherits extends Shown {}
let reads = 0;
class Counted {
  static get toString() {
    reads++;
    return () => 'counted';
  }
}
log(`${plain}`, String(plain), plain.toString());
log(`${own}`, String(own), '' + own, Function.prototype.toString.call(own));
log(`${primitive}`, String(primitive));
log(`${Shown}`, String(Inherits), `${Counted}`, String(Counted), reads);
const bare = Object.setPrototypeOf(() => 3, null);
for (const convert of [(f) => `${f}`, (f) => String(f), (f) => Function.prototype.toString.call(f)]) {
  try {
    log(convert(bare));
  } catch (error) {
    log(error.name);
  }
}
log(typeof String(new Proxy(plain, {})));
