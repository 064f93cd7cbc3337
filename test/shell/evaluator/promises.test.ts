/**
 * Programs in `as-if-synchronous/` call `f`, which gives its argument back. Rewritten, with an `f` that gives it later, in a
 * promise, they do the same in the same order as plain with an `f` that gives it at once.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { atOnce, later, runProgram } from './compare';

const folder = path.join(__dirname, 'as-if-synchronous');

describe('as if synchronous', () => {
  for (const name of readdirSync(folder).sort()) {
    const source = readFileSync(path.join(folder, name), 'utf8');
    for (const strict of source.startsWith('// sloppy') ? [false] : [false, true]) {
      it(`${path.basename(name, '.js')} (${strict ? 'strict' : 'sloppy'})`, async () => {
        const plain = await runProgram(source, 'plain', { strict, f: atOnce });
        assert.ok(plain.log.length > 0, 'a program must show something');
        assert.deepEqual(await runProgram(source, 'rewritten', { strict, f: later }), plain);
        // And nothing changes when there is nothing to wait for.
        assert.deepEqual(await runProgram(source, 'rewritten', { strict, f: atOnce }), plain);
      });
    }
  }
});
