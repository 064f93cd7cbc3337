// sloppy
{ function* g() {} async function a() {} log(typeof g, typeof a); }
log(typeof g, typeof a);
