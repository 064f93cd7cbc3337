async function a() { return 1; } async function b() { throw new TypeError('x'); } async function c() { return Promise.resolve(2); } const d = async () => { try { await Promise.reject('no'); } catch (e) { return e; } finally { log('finally'); } };
a().then(log); b().catch((e) => log(e.name)); c().then(log); d().then(log);
(async () => { for (const x of [1, 2]) await log(x); return 'end'; })().then(log);
(async function (a = (() => { throw 'param'; })()) {})().catch((e) => log('rejected', e));
log((async () => {})() instanceof Promise, Object.prototype.toString.call(a));
