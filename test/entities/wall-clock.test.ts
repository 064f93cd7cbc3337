import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { onEachDatabase } from '../support/databases';
import { runTypeScript } from '../support/run';

const ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata'];

onEachDatabase('times are wall-clock times', (database) => {
  test('the same in every zone, whoever wrote them', async () => {
    const outputs: string[] = [];
    for (const [index, TZ] of ZONES.entries()) {
      const prepared = await runTypeScript('test/support/prepare.ts', { ...database.env, TZ });
      assert.equal(prepared.stderr, '');
      // Written in one zone, read in another.
      const reader = ZONES[(index + 1) % ZONES.length];
      const { stdout, stderr } = await runTypeScript('test/entities/wall-clock-child.ts', {
        ...database.env,
        TZ: reader,
      });
      assert.equal(stderr, '');
      outputs.push(stdout);
    }
    const [first = ''] = outputs;
    for (const each of outputs) assert.equal(each, first);
    assert.match(first, /<Meeting 2, Github Issues Brainstorming, 2023-12-01 15:15:00, Building D, Room 430>/);
    assert.match(first, /<Employee 4, Taylor Jai, 2015-01-02>/);
    assert.match(first, /2023-03-12 02:30:00/);
    assert.match(first, /hours: \[ 2, 9, 1, 15 \]/);
    assert.match(first, /2023-10-31T09:30:00\.000Z/);
    assert.match(first, /days: \[ 155, 113, 92 \]/);
  });
});

onEachDatabase(
  'the file of a seeded database',
  (database) => {
    test('is the same to the byte, whatever the zone', async () => {
      const digests = new Set<string>();
      for (const TZ of ZONES) {
        await database.recreate();
        const { stderr } = await runTypeScript('test/support/prepare.ts', { ...database.env, TZ });
        assert.equal(stderr, '');
        const file = await readFile(path.normalize(database.url.replace('sqlite:', '')));
        digests.add(createHash('sha1').update(file).digest('hex'));
      }
      assert.equal(digests.size, 1);
    });
  },
  ['sqlite'],
);
