// sloppy
log(typeof arguments);
var yield = 'keeps the text plain';
(() => log(typeof arguments))();
try {
  (() => arguments)();
} catch (error) {
  log(error.name);
}
log(yield);
