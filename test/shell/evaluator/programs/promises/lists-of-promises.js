const double = async (n) => n * 2;
const show = (label) => (values) => log(label, ...values);
Promise.all([1, 2].map(double)).then(show('map'));
Promise.all([...[3].map(double), ...[4, 5].map(async (n) => n), 6]).then(show('spread'));
Promise.all(Array.from([7, 8], double)).then(show('from'));
const started = [9, 10].map(double);
log(started.length, Array.isArray(started));
Promise.all(started).then(show('variable'));
Promise.allSettled([11, 12].map(async (n) => { if (n === 12) throw new Error('refused'); return n; })).then((all) => log(...all.map((one) => one.status)));
Promise.race([13].map(double)).then((value) => log('race', value));
(async () => {
  log('awaited', ...(await Promise.all([14, 15].map((n) => double(n).then((m) => m + 1)))));
  const later = [16].map(double);
  log('later', ...(await Promise.all(later)));
})();
