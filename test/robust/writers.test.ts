/**
 * Many shells write to one database at once. In full: WRITERS=16 WRITERS_SECONDS=60 npm test -- writers
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onEachDatabase } from '../support/databases';
import { writers } from './writers';

const shells = Number(process.env['WRITERS'] ?? 3);
const seconds = Number(process.env['WRITERS_SECONDS'] ?? 1);

/** What a server may refuse: then nothing of the line is kept, and the line says so. */
const DEADLOCKS: readonly string[] = [
  'QueryFailedError: Two transactions waited for each other, so the database ended this one.',
  'QueryFailedError: Two transactions were in each other’s way, so the database ended this one.',
];

onEachDatabase('shells that write at once', (database) => {
  test('lose nothing, and are refused nothing but a deadlock', async (t) => {
    const { lines, rows, counter, errors, longest } = await writers({ url: database.url, shells, seconds });
    const refused = [...errors].map(([error, count]) => `, ${count} × ${error}`).join('');
    t.diagnostic(`${shells} shells, ${seconds} s: ${lines} lines, ${Math.round(longest)} ms the longest${refused}`);
    assert.ok(lines > 0);
    assert.equal(rows.found, rows.promised);
    assert.equal(counter.found, counter.promised);
    const others = [...errors.keys()].filter((error) => database.kind === 'sqlite' || !DEADLOCKS.includes(error));
    assert.deepEqual(others, []);
  });
});
