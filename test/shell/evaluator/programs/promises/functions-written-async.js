// What the text wrote with `async` is started by a statement, not waited for.
const log_ = [];
async function work(name) {
  log(name, 'starts');
  await null;
  log(name, 'goes on');
}
work('declared');
log('after the call');
const worker = { run: async () => work('arrow'), async method() { await work('method'); } };
worker.run();
worker?.method();
for (let i = 0; i < 2; i++, work('update')) log('round', i);
if (log_.length === 0) work('in a block');
const steps = (async function* () {
  await work('generator');
  yield 1;
})();
steps.next();
steps.next().then(({ done }) => log('second step', done));
async function never() {
  log('never starts');
  await new Promise(() => {});
}
never();
(function inside() {
  never();
  log('inside, after');
})();
Promise.resolve().then(() => log('tick 1')).then(() => log('tick 2')).then(() => log('tick 3'));
log('end of the text');
