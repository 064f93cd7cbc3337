let reads = 0;
Object.defineProperty(globalThis, 'counted', {
  get() {
    reads++;
    return {};
  },
  configurable: true,
});
log(typeof counted, reads);
(function () {
  log(typeof counted, reads);
})();
var plain = {};
log(typeof plain, typeof globalThis, typeof nowhere);
