import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type * as typeorm from 'typeorm';
import { agreed } from '../../../../src/shell/safety/every-row/agreed';
import { onEachDatabase } from '../../../support/databases';
import { emptied } from './emptied';
import { migration, MigrationShell, table, time, type MigrationClass } from './migration-shell';

const [A, B, C] = ['a', 'b', 'c'].map((name, at) => table(name, time(at)));

/** What holds with every copy of TypeORM. */
export function runningSuite(version: string, copy: typeof typeorm): void {
  onEachDatabase(`migrations run, with TypeORM ${version},`, (database) => {
    let shell: MigrationShell | undefined;
    const open = async (
      migrations: readonly MigrationClass[] = [A, B, C],
      more: object = {},
    ): Promise<MigrationShell> => {
      await shell?.close();
      shell = undefined;
      return (shell = await MigrationShell.open({ ...database.options, ...more }, migrations, copy));
    };
    beforeEach(() => emptied(database));
    afterEach(async () => {
      await shell?.close();
      shell = undefined;
    });
    const commits = database.kind === 'mariadb';

    test('up, down, redo and stamp', async () => {
      const { states, call, refusal } = bound(await open());
      assert.equal(await states(), 'pending Make_a, pending Make_b, pending Make_c');
      assert.equal(await shell?.has('migrations'), false, 'to ask makes no table');
      assert.equal(await call('up -n 1'), `applied   Make_a_${time(0)} · N ms\n1 migration applied.`);
      assert.equal(await states(), 'applied Make_a, pending Make_b, pending Make_c');
      await call('up --to Make_b');
      assert.equal(await states(), 'applied Make_a, applied Make_b, pending Make_c');
      await call('up');
      assert.equal(await call('up'), 'Nothing is pending.');
      assert.equal(await call('down'), `reverted  Make_c_${time(2)} · N ms\n1 migration reverted.`);
      assert.equal(await shell?.has('c'), false);
      await call('redo -n 2');
      assert.equal(await states(), 'applied Make_a, applied Make_b, pending Make_c');
      await call(`down --to ${time(0)}`);
      assert.equal(await states(), 'applied Make_a, pending Make_b, pending Make_c');
      assert.match(await refusal('down --to Make_c'), /^Make_c_\d+ is not applied/);
      await call('down --all');
      assert.equal(await call('down'), 'Nothing is applied that could be reverted.');
      assert.match(
        await call('stamp Make_b'),
        /^marked as applied {6}Make_a_.*\nmarked as applied {6}Make_b_.*\nNothing was run\.$/,
      );
      assert.equal(await states(), 'applied Make_a, applied Make_b, pending Make_c');
      assert.equal(await shell?.has('a'), false, 'a stamp runs nothing');
      assert.match(await call('stamp Make_a'), /^marked as not applied {2}Make_b_/);
      await call('stamp --purge');
      assert.equal(await states(), 'pending Make_a, pending Make_b, pending Make_c');
    });

    test('TypeORM does its part in turn', async () => {
      const { states, call } = bound(await open());
      await call('up -n 1');
      const { dataSource } = shell!;
      assert.deepEqual(
        (await dataSource.runMigrations()).map(({ name }) => name),
        [`Make_b_${time(1)}`, `Make_c_${time(2)}`],
      );
      await agreed.run(true, () => dataSource.undoLastMigration());
      assert.equal(await states(), 'applied Make_a, applied Make_b, pending Make_c');
      await call('down');
      await call('up');
      assert.deepEqual(await dataSource.runMigrations(), []);
      const { states: now } = bound(await open([A, C]));
      assert.equal(await now(), 'applied Make_a, missing Make_b, applied Make_c');
    });

    test('what fails is told, and what stays is what is said to stay', async () => {
      const bad = migration(`Bad_${time(1)}`, ['CREATE TABLE half (id integer)', 'INSERT INTO nowhere VALUES (1)']);
      for (const mode of ['all', 'each', 'none']) {
        await shell?.close();
        await emptied(database);
        const { states, refusal } = bound(await open([A, bad, C], { migrationsTransactionMode: mode }));
        const said = await refusal('up');
        assert.match(said, new RegExp(`^Bad_${time(1)} failed: .*nowhere`));
        assert.match(said, /\nIn: INSERT INTO nowhere VALUES \(1\)\n/);
        const isWhole = mode === 'all' && !commits;
        assert.equal(await states(), `${isWhole ? 'pending' : 'applied'} Make_a, pending Bad, pending Make_c`, mode);
        assert.equal(await shell?.has('a'), !isWhole);
        assert.equal(await shell?.has('half'), mode === 'none' || commits);
        if (isWhole) assert.match(said, /Rolled back with it, as all are one transaction: Make_a_/);
        else assert.match(said, /\nKept: Make_a_\d+\.$/);
        if (mode === 'none') assert.match(said, /It ran without a transaction: what it had done before is there/);
        else if (commits) assert.match(said, /MariaDB commits every change of a schema at once/);
        else if (mode === 'each') assert.match(said, /Nothing of Bad_\d+ was kept\./);
      }
    });

    test('a migration may want no transaction, or begin and end its own', async () => {
      const seen: boolean[] = [];
      const look = (name: string, transaction?: boolean): MigrationClass =>
        migration(name, async (runner) => seen.push(runner.isTransactionActive), [], transaction);
      const own = migration(`Own_${time(3)}`, async (runner) => {
        await runner.commitTransaction();
        await runner.startTransaction();
        await runner.query('CREATE TABLE own (id integer)');
        await runner.commitTransaction();
      });
      const all = [look(`One_${time(1)}`), look(`Two_${time(2)}`, false), own];
      const { call, refusal, states } = bound(await open(all, { migrationsTransactionMode: 'each' }));
      await call('up');
      assert.deepEqual(seen, [true, false]);
      assert.equal(await states(), 'applied One, applied Two, applied Own');
      await call('stamp --purge');
      assert.match(await refusal('up --transaction all'), /^Two_\d+ says transaction = false/);
      await call('up -n 2 --transaction none');
      assert.deepEqual(seen.splice(0), [true, false, false, false]);
    });

    test('a migration that ends its transaction by a statement', async () => {
      const rows = (...ids: readonly number[]): readonly string[] =>
        ids.map((id) => `INSERT INTO a VALUES (${id}, NULL)`);
      const bad = migration(`Bad_${time(2)}`, [...rows(2), 'COMMIT', ...rows(3), 'INSERT INTO nowhere VALUES (1)']);
      const ended =
        /\nA migration has ended the transaction by a statement of its own: what it had committed is there\./;
      const each = bound(await open([A, bad], { migrationsTransactionMode: 'each' }));
      assert.match(await each.refusal('up'), ended);
      assert.equal(await shell?.count('a'), 2);
      assert.equal(await each.states(), 'applied Make_a, pending Bad');
      // The next one finds no transaction of before.
      assert.match(
        await each.refusal('up'),
        /^Bad_\d+ failed: .*\n.*\nNothing of|^Bad_\d+ failed: .*\n.*\nIt is not written down/,
      );
      await shell?.close();
      await emptied(database);
      const good = migration(`Good_${time(1)}`, [...rows(1), 'COMMIT']);
      const fails = migration(`Fails_${time(2)}`, [...rows(4), 'INSERT INTO nowhere VALUES (1)']);
      const all = bound(await open([A, good, fails], { migrationsTransactionMode: 'all' }));
      assert.match(await all.refusal('up'), commits ? /Kept: Make_a_\d+, Good_/ : ended);
      assert.equal(await shell?.count('a'), 1, 'behind a COMMIT there is a transaction again');
      assert.equal(await all.states(), `applied Make_a, ${commits ? 'applied' : 'pending'} Good, pending Fails`);
    });

    test('what a migration leaves open is not kept, and one without a way down says so', async () => {
      const leaves = migration(`Leaves${time(4)}`, async (runner) => {
        await runner.startTransaction();
        await runner.query('INSERT INTO a VALUES (1, NULL)');
      });
      const oneWay = class OneWay1762000000005 {
        up = async (): Promise<void> => {};
      } as unknown as MigrationClass;
      const { call, refusal, states } = bound(await open([A, leaves, oneWay], { migrationsTransactionMode: 'none' }));
      assert.match(await refusal('up'), /^Leaves\d+ failed: it has begun a transaction and not ended it\./);
      assert.equal(await shell?.count('a'), 0);
      assert.equal(await states(), 'applied Make_a, pending Leaves, pending OneWay');
      await call('stamp --all');
      assert.match(await refusal('down'), /^OneWay\d+ failed to be reverted: it has no down\(\)\./);
    });

    if (database.kind === 'postgres')
      test('a table of another name in another schema', async () => {
        const { call, states } = bound(await open([A], { schema: 'other', migrationsTableName: 'done' }));
        await shell?.dataSource.query('CREATE SCHEMA other');
        await call('up');
        assert.equal(await states(), 'applied Make_a');
        assert.equal(await shell?.count('other.done'), 1);
      });
  });
}

/** Its methods, to be called by themselves. */
function bound(shell: MigrationShell): Pick<MigrationShell, 'states' | 'call' | 'refusal'> {
  return { states: () => shell.states(), call: (words) => shell.call(words), refusal: (words) => shell.refusal(words) };
}
