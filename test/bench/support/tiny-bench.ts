import assert from 'node:assert/strict';
import { runTypeScript, type Finished } from '../../support/run';

/** `npm run bench` on a little data: that it runs to its end and compares; what it measures then means nothing. */
export const bench = (...names: readonly string[]): Promise<Finished> =>
  runTypeScript('bench/run.ts', { ...process.env, BENCH_SIZE: 'tiny' }, names);

/** Runs one that compares so many things. @returns what it printed */
export async function comparing(name: string, comparisons: number): Promise<string> {
  const { code, stdout, stderr } = await bench(name);
  assert.equal(code, 0, stderr);
  assert.equal(stdout.match(/rounds in turn/g)?.length, comparisons, stdout);
  assert.match(stdout, /, Node v\d+/);
  assert.match(stdout, /ratio \d+\.\d\d \(\d+\.\d\d\.\.\d+\.\d\d\)/);
  return stdout;
}
