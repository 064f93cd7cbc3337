import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runTypeScript, type Finished } from '../support/run';

/** That each benchmark runs to its end on a little data and compares; what it measures then means nothing. */
describe('npm run bench', () => {
  const bench = (...names: readonly string[]): Promise<Finished> =>
    runTypeScript('bench/run.ts', { ...process.env, BENCH_SIZE: 'tiny' }, names);

  for (const [name, comparisons] of [
    ['start', 1],
    ['project-start', 4],
    ['line', 5],
    ['touch', 1],
    ['load', 3],
    ['print', 3],
    ['record', 4],
    ['types', 2],
    ['erd', 2],
    ['keys', 1],
    ['seed', 1],
    ['dump', 2],
    ['scale', 11],
  ] as const) {
    test(name, async () => {
      const { code, stdout, stderr } = await bench(name);
      assert.equal(code, 0, stderr);
      assert.equal(stdout.match(/rounds in turn/g)?.length, comparisons, stdout);
      assert.match(stdout, /, Node v\d+/);
      assert.match(stdout, /ratio \d+\.\d\d \(\d+\.\d\d\.\.\d+\.\d\d\)/);
      if (name === 'touch') assert.match(stdout, /queries of the loop: 3 /);
    });
  }

  test('complete', async () => {
    const { code, stdout, stderr } = await bench('complete');
    assert.equal(code, 0, stderr);
    assert.equal(stdout.match(/each in turn with a parse/g)?.length, 4, stdout);
    assert.equal(
      stdout.match(/^ {2}completion +p50 [\d.]+ \([\d.]+\) {3}p99 .*ratio of medians \d+\.\d$/gm)?.length,
      4,
      stdout,
    );
  });

  test('a name that is none', async () => {
    const { code, stderr } = await bench('tuoch');
    assert.equal(code, 2);
    assert.match(
      stderr,
      /no benchmark tuoch\.\nThere are: start, project-start, line, touch, load, print, record, complete, types, keys, erd, seed, scale/,
    );
  });
});
