import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { onEachDatabase } from '../../support/databases';
import { compareAll } from './support/comparison';
import { sessionsIn } from './support/sessions';

const SESSIONS = sessionsIn(join(__dirname, 'lines'));

// Two at once: each is a shell, a compiler and the programs.
for (const world of ['lesson', 'shop'] as const) {
  const own = SESSIONS.filter((session) => session.world === world);
  onEachDatabase(`what .code prints gives what the lines gave (${world})`, (database) => compareAll(own, database), [
    'sqlite',
  ]);
}

describe('the folder of lines', () => {
  test('holds many', () => assert.ok(SESSIONS.length >= 200, String(SESSIONS.length)));
});
