import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDataSource } from '../../../../src/data-source';
import { prepareDatabase } from '../../../../src/project-database';
import { CommandRunner } from '../../../support/command-runner';
import { LESSON } from '../../../support/connections';
import { onEachDatabase } from '../../../support/databases';
import { shellInProcess } from '../../../support/shell-in-process';

const NAME = 'Employee.find({ where: { id: 1 }, cache: 600_000 })[0].name';
const CACHED = 'Number(dataSource.query(\'SELECT count(*) AS n FROM "query-result-cache"\')[0].n)';

onEachDatabase("TypeORM's query cache, in a table", (database) => {
  test('is not asked and not filled where a mode holds the connection, and as ever where none does', async () => {
    const plain = await createDataSource(database.options).initialize();
    await prepareDatabase(plain);
    await plain.destroy();
    const options = { migrations: [...LESSON], cache: true };
    const dataSource = await createDataSource(database.options, options).initialize();
    const { queryResultCache: cache } = dataSource;
    assert.ok(cache);
    const runner = dataSource.createQueryRunner();
    await cache.synchronize(runner);
    await runner.release();
    const parts = shellInProcess(dataSource, { yes: true });
    const shell = new CommandRunner(parts);
    const cached = CACHED.replaceAll('"', database.kind === 'mariadb' ? '`' : '"');
    const rename = (name: string): Promise<unknown> =>
      shell.value(`dataSource.query("UPDATE employees SET name = '${name}' WHERE id = 1"); 0`);

    await shell.call('.mode read-only');
    assert.equal(await shell.value(NAME), 'Uri Lee');
    assert.equal(await shell.value(cached), 0);
    await shell.call('.mode writable');
    assert.equal(await shell.value(NAME), 'Uri Lee');
    assert.equal(await shell.value(cached), 1);
    await rename('Changed');
    assert.equal(await shell.value(NAME), 'Uri Lee', 'the cache answers');
    for (const [enter, leave] of [
      ['.mode sandbox', '.mode writable'],
      ['.begin', '.rollback'],
    ] as const) {
      await shell.call(enter);
      await rename('Nobody may see');
      assert.equal(await shell.value(NAME), 'Nobody may see');
      assert.equal(await shell.value(cached), 1);
      await shell.call(leave);
      assert.equal(await shell.value(NAME), 'Uri Lee', 'what the cache had before');
    }
    await shell.call('.mode read-only');
    assert.equal(await shell.value(NAME), 'Changed');
    await parts.close();
    assert.equal(Object.hasOwn(cache, 'storeInCache'), false);
  });
});
