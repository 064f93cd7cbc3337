// sloppy
{
  function f() {
    return 'outer';
  }
  log(f());
  {
    function f() {
      return 'inner';
    }
    log(f());
  }
  log(f());
}
log(f());
{
  function g() {
    return 'outer';
  }
  {
    let g = 'between';
    {
      function g() {
        return 'inner';
      }
      log(g());
    }
    log(g);
  }
}
log(g());
switch (1) {
  case 1:
    function h() {
      return 'case';
    }
    {
      function h() {
        return 'in the case';
      }
    }
    log(h());
}
log(h());
