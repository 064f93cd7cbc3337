/** The program in docs/implicit-await.md with which a stranger measures the rewriter runs as it is shown. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const ROOT = resolve(__dirname, '../..');

/** What every test of a suite in this format has around it, in short. */
const HARNESS = {
  'sta.js': `function Test262Error(message) { this.message = message; }
    Test262Error.prototype.toString = function () { return this.message; };`,
  'assert.js': `var assert = {
    sameValue(actual, expected) { if (!Object.is(actual, expected)) throw new Test262Error(actual + ' is not ' + expected); },
    throws(type, run) {
      try { run(); } catch (error) {
        if (error.constructor !== type) throw new Test262Error('throws another error');
        return;
      }
      throw new Test262Error('throws nothing');
    },
  };`,
  'doneprintHandle.js':
    "function $DONE(error) { print(error ? 'Test262:AsyncTestFailure: ' + error.message : 'Test262:AsyncTestComplete'); }",
};

const TESTS = {
  'errors-of-the-realm.js':
    'assert.throws(TypeError, () => null.x); assert.throws(ReferenceError, () => { early; let early; });',
  'variables.js':
    'let one = 1; var two = 2; assert.sameValue((0, eval)("one + two"), 3); eval("var three = 3"); assert.sameValue(this.three, 3);',
  'asynchronous.js': `/*---
flags: [async]
---*/
async function add(a, b) { return (await a) + b; }
add(Promise.resolve(1), 2).then((sum) => assert.sameValue(sum, 3)).then($DONE, $DONE);`,
  'module.js': `/*---
flags: [async]
---*/
import('./given.mjs').then((given) => assert.sameValue(given.value, 'given')).then($DONE, $DONE);`,
  'refused.js': `/*---
negative:
  phase: parse
  type: SyntaxError
---*/
await 1;`,
  'lost.js': `const one = (value) => Promise.resolve(value);
const list = [one(1)];
assert.sameValue(typeof list[0], 'object');`,
  'fails.js': 'assert.sameValue(1, 2);',
};

test('the program that measures', () => {
  const [, program] =
    /```ts\n(\/\/ measure\.ts\n[^]*?)```/.exec(readFileSync(join(ROOT, 'docs/implicit-await.md'), 'utf8')) ?? [];
  assert.ok(program);
  const folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-measuring-'));
  try {
    const harness = join(folder, 'harness');
    mkdirSync(harness);
    for (const [name, text] of Object.entries(HARNESS)) writeFileSync(join(harness, name), text);
    for (const [name, text] of Object.entries(TESTS)) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'given.mjs'), "export const value = 'given';");
    writeFileSync(join(folder, 'measure.ts'), program.replaceAll("'./scripts/", `'${ROOT}/scripts/`));
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['-r', join(ROOT, 'scripts/ts.cjs'), 'measure.ts', harness, ...Object.keys(TESTS)],
      { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '1' } },
    );
    assert.equal(stderr, '');
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      'kept errors-of-the-realm.js',
      'kept variables.js',
      'kept asynchronous.js',
      'kept module.js',
      'kept refused.js',
      'lost: number is not object lost.js',
      'fails plain fails.js',
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
