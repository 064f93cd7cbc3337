let first = 1;
const second = 2;
class Third {}
const indirect = eval;
log(indirect('first'), indirect('second'), indirect('typeof Third'), new Function('return first + second')());
indirect('first = 10');
log(first, 'first' in globalThis);
for (const text of ['var first', 'let first = 3; first', 'function second() {}', 'second = 5', 'const fourth = 4; fourth']) {
  try {
    log(text, indirect(text));
  } catch (error) {
    log(text, error.name);
  }
}
try {
  second = 3;
} catch (error) {
  log(error.name);
}
try {
  log(early);
} catch (error) {
  log(error.name);
}
const early = 'set';
log(early);
