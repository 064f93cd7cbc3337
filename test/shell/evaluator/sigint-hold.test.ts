import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdSigint, keepSigint } from '../../../src/shell/evaluator/sigint-hold';

/** Sends a signal and waits until it was heard of. */
async function interrupted(hasHeard: () => boolean): Promise<void> {
  process.kill(process.pid, 'SIGINT');
  while (!hasHeard()) await new Promise(setImmediate);
}

test('who keeps SIGINT hears of it alone; the listeners stay in their list, and have it back afterwards', async () => {
  const told: string[] = [];
  const listener = (name: string) => (): void => void told.push(name);
  const [before, meanwhile] = [listener('before'), listener('meanwhile')];
  process.on('SIGINT', before);
  const release = keepSigint(listener('keeper'));
  assert.ok(release);
  await interrupted(() => told.length === 1);
  // Added, taken away, and put back as vm does it: none of that makes a handler of Node's, or takes away the one there is.
  process.on('SIGINT', meanwhile);
  process.off('SIGINT', before);
  process.on('SIGINT', before);
  await interrupted(() => told.length === 2);
  const endLine = holdSigint(listener('line'));
  await interrupted(() => told.length === 3);
  endLine();
  await interrupted(() => told.length === 4);
  assert.deepEqual(told, ['keeper', 'keeper', 'keeper', 'keeper']);
  assert.deepEqual(process.listeners('SIGINT'), [meanwhile, before]);
  release();
  assert.deepEqual(process.listeners('SIGINT'), [meanwhile, before]);
  await interrupted(() => told.length === 6);
  assert.deepEqual(told.slice(4), ['meanwhile', 'before']);
  process.removeAllListeners('SIGINT');
});
