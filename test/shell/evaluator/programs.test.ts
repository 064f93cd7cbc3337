/**
 * Every program in `programs/` means the same plain and rewritten, in sloppy and in strict mode.
 *
 * A first line `// sloppy` or `// strict` keeps a program to one of the modes.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { assertKept } from './compare';

const folder = path.join(__dirname, 'programs');

for (const area of readdirSync(folder).sort()) {
  describe(area, () => {
    for (const name of readdirSync(path.join(folder, area)).sort()) {
      const source = readFileSync(path.join(folder, area, name), 'utf8');
      const only = /^\/\/ (sloppy|strict)\b/.exec(source)?.[1];
      const isNegative = area === 'early-errors';
      for (const mode of ['sloppy', 'strict']) {
        if (only !== undefined && only !== mode) continue;
        it(`${path.basename(name, '.js')} (${mode})`, async () => {
          const { end, log } = await assertKept(source, { strict: mode === 'strict' });
          if (isNegative) assert.deepEqual({ end, log }, { end: 'throws SyntaxError', log: [] });
          else assert.ok(log.length > 0 || name.startsWith('completion-'), 'a program must show something');
        });
      }
    }
  });
}
