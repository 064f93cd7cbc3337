import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runNode } from '../support/run';

/** A run inside of a run: without this variable it reports for itself and not to the outer one. */
const env = { ...process.env, NODE_TEST_CONTEXT: undefined };

test('no test found is a failure', async () => {
  const { code, stderr } = await runNode(['scripts/test.cjs', 'no-such-test'], env);
  assert.equal(code, 1);
  assert.match(stderr, /No test file found in test\/ for: no-such-test\./);
});

test("the words choose files, and the output ends with Node's summary", async () => {
  const { code, stdout } = await runNode(['scripts/test.cjs', 'naming-strategy'], env);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /ℹ tests \d+\nℹ suites \d+\nℹ pass \d+\nℹ fail 0\n(ℹ .*\n)+$/);
});
