// sloppy
log(typeof s);
switch (1) { case 0: function s() { return 's'; } case 1: log(s()); }
log(typeof s);
