import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { FixtureProject } from '../../support/fixture-project';

const DATA_SOURCE = `console.log('the project says something');
const { DataSource } = require('typeorm');
class First1762000000000 {
  async up(runner) {
    console.log('the code says something');
    const alive = setInterval(() => {}, 1_000);
    const came = new Promise((resolve) => process.once('SIGINT', resolve));
    process.kill(process.pid, 'SIGINT');
    await came;
    clearInterval(alive);
    await runner.query('CREATE TABLE one (id integer)');
  }
}
class Second1762000000001 {
  async up(runner) { await runner.query('CREATE TABLE two (id integer)'); }
}
module.exports.source = new DataSource({
  type: 'better-sqlite3', database: 'mine.db', migrations: [First1762000000000, Second1762000000001],
});
`;

test('Ctrl-C on the command line lets the migration that runs come to its end', async () => {
  const project = FixtureProject.of('plain-js-entity-schema');
  project.write('src/data-source.js', DATA_SOURCE);
  const { stdout, stderr, code } = await project.run({ arguments: ['migration', 'up', '--transaction', 'each'] });
  assert.equal(code, 'SIGINT', stderr);
  assert.match(
    stdout,
    /^applied {3}First1762000000000 · [\d.]+ ms\n$/u,
    'what code logs is not among what is for programs',
  );
  assert.match(stderr, /the project says something\nthe code says something\n/u);
  const file = new Database(join(project.folder, 'mine.db'));
  const tables = file.prepare("SELECT name FROM sqlite_master WHERE name IN ('one', 'two')").pluck().all();
  file.close();
  assert.deepEqual(tables, ['one']);
});
