async function f() { log(1); await null; log(4); await null; log(6); return 8; }
const running = f(); log(2);
Promise.resolve().then(() => log(5)).then(() => log(7));
log(3);
running.then(log);
