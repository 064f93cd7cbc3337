/**
 * Random and mutated inputs. In full: FUZZ_INPUTS=100000 npm test -- fuzz --test-timeout=7200000
 * The same again: FUZZ_SEED.
 */
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { fuzz } from './fuzz';

const count = Number(process.env['FUZZ_INPUTS'] ?? 200);
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000_000);

/** So many bytes may be kept of each character that was typed: 17 to 60 were measured. */
const MOST_KEPT = 256;

test('no input crashes the shell, nor goes on after Ctrl-C, and memory does not grow beyond the texts', async (t) => {
  const report = await fuzz({
    count,
    seed,
    jobs: availableParallelism(),
    onFault: ({ text, what }) => console.error(`${what}\n${shown(text)}\n`),
  });
  const { values, errors, interrupted, spoilt, faults, growth, seconds } = report;
  t.diagnostic(
    `${count} inputs, seed ${seed}: ${values} gave a value, ${errors} an error, ${interrupted} ran until Ctrl-C ended them, ` +
      `${spoilt} changed the engine; ${growth.toFixed(1)} bytes kept of a character, ${Math.round(seconds)} s`,
  );
  assert.deepEqual(
    faults.map(({ what }) => what),
    [],
  );
  assert.equal(values + errors + interrupted, count);
  assert.ok(growth < MOST_KEPT, `${growth} bytes of a character`);
});

/** As a string of JavaScript's; of a long one the beginning and the end. */
function shown(text: string): string {
  const all = JSON.stringify(text);
  return all.length <= 1_500 ? all : `${all.slice(0, 200)} … ${all.slice(-200)} (${all.length})`;
}
