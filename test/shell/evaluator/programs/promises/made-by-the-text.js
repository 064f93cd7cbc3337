const gate = new Promise(() => {});
const list = [Promise.resolve(1), Promise.reject(new Error('refused')), gate];
list[1].catch(() => undefined);
log(list.every((one) => one instanceof Promise));
const holder = { kept: Promise.resolve('kept') };
holder.kept.then((value) => log(value));
(async () => {
  for await (const value of [Promise.resolve('first'), Promise.resolve('second')]) log(value);
})();
(async () => {
  try {
    for await (const value of list) log('from the list', value);
  } catch (error) {
    log('caught', error.message);
  }
})();
const taken = { next: () => ({ done: false, value: Promise.resolve(2) }) };
log(taken.next().value instanceof Promise);
