class C {
  a
  b = 1
  'c'
  get
  x() { return 1 }
  static
  d
  static e = 2
  set
  = 3
  async
  static
  f() { return 1 }
  get; set; static; g
  *h() {}
}
log(Object.keys(new C()).join(), Object.keys(C).join(), typeof C.f, new C().x, typeof C.prototype.h)
