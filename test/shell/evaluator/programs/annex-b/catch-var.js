// sloppy
try { throw 1; } catch (e) { var e = 2; log(e); }
log(e);
function t() { try { throw 1; } catch (e) { for (var e = 3; ;) break; log(e); } return e; }
log(t());
