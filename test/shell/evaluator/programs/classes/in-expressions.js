log(new class { x = 1 }().x, new (class { constructor(a) { this.a = a; } })(2).a, (class { static s = 3 }).s, typeof class {}, [class { static y = 4 }][0].y);
const mix = (B) => class extends B { mixed() { return 'mixed' + super.base(); } }; class Base { base() { return 1; } } log(new (mix(Base))().mixed());
const f = () => class { static v = this.name }; log(f().v === ''); function g() { return class { get v() { return new.target; } } } log(new (g())().v);
