/** `npm run seed -- --scale`, on each database. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { Assignment } from '../../src/entities/assignment';
import { Employee } from '../../src/entities/employee';
import { Meeting } from '../../src/entities/meeting';
import { Project } from '../../src/entities/project';
import { seed } from '../../src/seed';
import { writeScaledRows } from '../../src/seed/scaled-rows';
import { onEachDatabase } from '../support/databases';
import { runTypeScript } from '../support/run';

const SCALE = 300;
/** Of all rows as TypeORM reads them: the same on every database, wherever and whenever. */
const DIGEST = 'd7ae65c1b776d2920f960c5d7f270159afcd646b2596639ef8ca424d243a25cc';

async function digest({ manager }: DataSource): Promise<string> {
  const order = { id: 'ASC' } as const;
  const rows = [
    await manager.find(Employee, { order: { id: 'ASC', meetings: { id: 'ASC' } }, relations: { meetings: true } }),
    await manager.find(Meeting, { order }),
    await manager.find(Project, { order }),
    await manager.find(Assignment, { order }),
  ];
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

onEachDatabase('seed --scale', (database) => {
  let dataSource: DataSource;
  const scaled = (seedNumber: number) =>
    seed(dataSource, (manager) => writeScaledRows(manager, { scale: SCALE, seed: seedNumber }));
  before(async () => {
    dataSource = await createDataSource(database.options).initialize();
    await dataSource.runMigrations();
  });
  after(() => dataSource.destroy());

  test('writes the same rows on every database, others for another seed, and counts on from there', async () => {
    const { written } = await scaled(42);
    assert.equal(await digest(dataSource), DIGEST);
    assert.deepEqual(written, {
      employees: await dataSource.manager.count(Employee),
      meetings: await dataSource.manager.count(Meeting),
      projects: await dataSource.manager.count(Project),
      attendances: await dataSource.createQueryBuilder().from('employee_meetings', 'each').getCount(),
      assignments: await dataSource.manager.count(Assignment),
    });
    const { deleted } = await scaled(43);
    assert.deepEqual(deleted, written);
    assert.notEqual(await digest(dataSource), DIGEST);
    assert.equal((await dataSource.manager.save(new Employee())).id, SCALE + 1);
  });

  test('ended in the middle, the old rows are there', async () => {
    await seed(dataSource);
    const old = await digest(dataSource);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGKILL']) {
      const env = { ...database.env, SIGNAL: name };
      const { signal, stderr } = await runTypeScript('test/support/seed-and-stop.ts', env);
      assert.equal(signal, name, stderr);
      assert.equal(await digest(dataSource), old, name);
    }
  });

  test('the script says what it did', async () => {
    const { code, stdout, stderr } = await runTypeScript('src/seed.ts', database.env, ['--scale', '20', '--seed=7']);
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^Seeded .* \(scale 20, seed 7\)\n {2}deleted: 4 employees, .*\n {2}written: 20 employees, 4 meetings, 2 projects, 3 meeting attendances, 1 assignment\n {2}30 rows in \d+\.\d s \([\d,]+ rows\/s\)\n$/,
    );
  });
});
