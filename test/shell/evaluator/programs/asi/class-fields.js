class C {
  a
  b = 1
  'c'
  get
  set
  static
  d
  static e = 2
  async
  f() { return 1 }
}
log(Object.keys(new C).join(), Object.keys(C).join(), typeof C.prototype.f)
