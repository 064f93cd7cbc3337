/** Random programs mean the same plain and rewritten; and with promises, what they mean with the values themselves. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { assertKept, atOnce, later, runProgram } from './compare';
import { program } from './random-programs';

/** Of each. More with RANDOM_PROGRAMS=5000. */
const numRuns = Number(process.env['RANDOM_PROGRAMS'] ?? 150);

describe('random programs', () => {
  for (const strict of [false, true]) {
    it(`are kept in ${strict ? 'strict' : 'sloppy'} mode`, async () => {
      await fc.assert(
        fc.asyncProperty(program, async (source) => void (await assertKept(source, { strict, f: atOnce }))),
        { numRuns },
      );
    });
  }

  it('do with promises what they do with values', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (source) => {
        const plain = await runProgram(source, 'plain', { f: atOnce });
        assert.deepEqual(await runProgram(source, 'rewritten', { f: later }), plain);
      }),
      { numRuns },
    );
  });
});
