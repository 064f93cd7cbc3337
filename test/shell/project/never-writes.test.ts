import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { DataSource } from 'typeorm';
import { onEachDatabase } from '../../support/databases';
import { FixtureProject } from '../../support/fixture-project';

const MIGRATION = `
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Empties1762000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM author');
  }
  async down(): Promise<void> {}
}
`;

onEachDatabase("opening somebody's data source that would drop, synchronise and migrate", (database) => {
  const project = FixtureProject.of('commonjs-ts6');
  let plain: DataSource;

  before(async () => {
    plain = await new DataSource(database.options).initialize();
    await plain.query('CREATE TABLE author (id int PRIMARY KEY, name varchar(50))');
    await plain.query("INSERT INTO author (id, name) VALUES (1, 'Ann'), (2, 'Bob')");
    const options = { ...database.options, synchronize: true, dropSchema: true, migrationsRun: true };
    project.write('src/migrations/empties.ts', MIGRATION);
    project.edit('src/data-source.ts', (text) =>
      text.replace(/new DataSource\(\{[\s\S]*?entities/, () => {
        const given = JSON.stringify(options).slice(0, -1);
        return `new DataSource(${given}, migrations: [__dirname + '/migrations/*.ts'], entities`;
      }),
    );
  });
  after(() => plain.destroy());

  test('writes nothing, and says what is switched off', async () => {
    const digest = (): string | undefined =>
      database.kind === 'sqlite' && plain.options.type === 'better-sqlite3'
        ? createHash('sha256').update(readFileSync(plain.options.database)).digest('hex')
        : undefined;
    const digestBefore = digest();
    const { stdout, stderr, code } = await project.run({
      arguments: ['-e', 'sql`select * from author order by id`.length'],
    });
    assert.equal(stdout, '2\n', stderr);
    assert.match(stderr, /^Switched off in this shell: (?=.*synchronize)(?=.*migrationsRun)(?=.*dropSchema)/m);
    assert.equal(code, 0);
    assert.equal(digest(), digestBefore);
    assert.deepEqual(await plain.query('SELECT * FROM author ORDER BY id'), [
      { id: 1, name: 'Ann' },
      { id: 2, name: 'Bob' },
    ]);
    const runner = plain.createQueryRunner();
    for (const table of ['book', 'migrations']) assert.equal(await runner.hasTable(table), false, table);
    await runner.release();
  });
});
