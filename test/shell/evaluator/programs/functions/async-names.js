// sloppy
var await = 1; log(await, await + 1);
function f(await) { return await; } log(f(2));
const g = { await: 3, async: 4, async async() { return 5; }, get await2() { return 6; } }; log(g.await);
var async = function (x) { return x; }; log(async(7)); log(async
(8));
const h = async => async; log(h(9)); var i = async (x) => x; i(10).then(log);
function async2() { var async; async
function foo() {} return typeof foo; } log(async2());
await: for (;;) break await;
