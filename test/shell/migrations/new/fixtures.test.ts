/** The commands as a person calls them, in a project of JavaScript that has no migrations yet. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FixtureProject } from '../../../support/fixture-project';

test('the first migration of a project of JavaScript is written, found and rehearsed', async () => {
  const project = FixtureProject.of('plain-js-entity-schema');
  project.edit('src/data-source.js', (text) =>
    text.replace("':memory:'", "'app.db'").replace('entities:', "migrations: ['src/migrations/*.js'], entities:"),
  );
  project.write('app.db', '');
  const written = await project.run({ arguments: ['migration', 'new', 'Initial'] });
  assert.equal(written.code, 0, written.stderr);
  const [file, ...others] = readdirSync(join(project.folder, 'src/migrations'));
  assert.deepEqual(others, []);
  assert.equal(written.stdout, `Written: src/migrations/${file}\n`);
  assert.match(
    readFileSync(join(project.folder, 'src/migrations', file), 'utf8'),
    /^module\.exports = class Initial\d{13} \{$/m,
  );
  const rehearsed = await project.run({ arguments: ['migration', 'up', '--rehearse'] });
  assert.equal(rehearsed.code, 0, rehearsed.stderr);
  assert.match(
    rehearsed.stdout,
    /^Copied by SQLite’s backup · [^\n]+\nup {4}Initial\d{13} · [^\n]+ · rows: author is new, book is new\ndown /,
  );
  assert.equal(readFileSync(join(project.folder, 'app.db'), 'utf8'), '', 'the database is as it was');
});
