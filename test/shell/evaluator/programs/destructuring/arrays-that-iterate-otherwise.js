const given = [1, 2, 3];
Array.prototype[Symbol.iterator] = function* () {
  yield 42;
};
const [first, second] = given;
const { length } = given;
(function ([a], { b: [c] }) {
  log(a, c);
})(given, { b: given });
log(first, second, length, given.map((n) => n * 2).length, Array.from(given, (n) => n).length);
delete Array.prototype[Symbol.iterator];
try {
  const [none] = given;
  log(none);
} catch (error) {
  log(error.name);
}
given.forEach((n) => log(n));
