const o = (k) => (log('ref', k), {}), v = (x) => (log('val', x), x); const src = { get a() { log('get a'); return undefined; }, get b() { log('get b'); return 2; } }; const key = (k) => (log('key', k), k);
({ [key('a')]: o('a').x = v(1), [key('b')]: o('b').y = v('never'), ...o('rest').z } = src); [o(1).p = v('p'), o(2)[key('q')]] = { *[Symbol.iterator]() { log('step 1'); yield; log('step 2'); yield 5; } };
const { [key('b')]: bb, [key('a')]: aa = v('default') } = src; log(bb, aa); let i = 0; const arr = []; [arr[i++], arr[i++]] = ['x', 'y']; log(arr.join(), i);
