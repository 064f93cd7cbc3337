import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bench, comparing } from './support/tiny-bench';

/** That each benchmark runs to its end on a little data and compares: those in one process; starts.test.ts has the others. */
describe('npm run bench', () => {
  for (const [name, comparisons] of [
    ['line', 5],
    ['touch', 1],
    ['load', 3],
    ['print', 3],
    ['record', 4],
    ['keys', 1],
    ['scale', 11],
  ] as const) {
    test(name, async () => {
      const stdout = await comparing(name, comparisons);
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
      /no benchmark tuoch\.\nThere are: start, project-start, line, touch, load, print, record, complete, types, keys, erd, seed, dump, scale/,
    );
  });
});
