// sloppy
Object.defineProperty(Number.prototype, 'type', { get() { return typeof this; }, set(v) { log(typeof this, v); }, configurable: true });
log((5).type); (5).type = 1;
String.prototype.self = function () { return typeof this; };
log('a'.self(), 'a'['self']());
