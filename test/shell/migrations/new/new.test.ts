import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { EntitySchema, type MigrationInterface } from 'typeorm';
import type { CommandContext } from '../../../../src/shell/commands/command';
import { onEachDatabase, type TestDatabase } from '../../../support/databases';
import { contents, runByClient } from '../support/clients';
import { MigrationShell, migration, time, type MigrationClass } from '../support/migration-shell';

const ID = { type: Number, primary: true, generated: true } as const;

/** The entity of the page: what it was, or what it became. */
function employee(name: string, more: object = {}): EntitySchema {
  return new EntitySchema({
    name: 'Employee',
    tableName: 'employees',
    columns: { id: ID, name: { name, type: 'varchar', nullable: true }, ...more } as never,
  });
}

const PHONE = { phone: { type: 'varchar', nullable: true, length: 20 } };
const DAY = { hired: { type: 'date', nullable: true } };

async function open(
  { options }: TestDatabase,
  entity: EntitySchema,
  migrations: readonly MigrationClass[] = [],
): Promise<MigrationShell> {
  return MigrationShell.open({ ...options, entities: [entity] }, migrations);
}

describe('migration new', () => {
  onEachDatabase(
    'in a project',
    (database) => {
      const folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-new-'));
      const migrations = join(folder, 'src/migrations');
      const FIRST = migration(`First${time(0)}`, []);
      before(async () => {
        mkdirSync(migrations, { recursive: true });
        writeFileSync(join(folder, 'package.json'), '{}');
        writeFileSync(
          join(migrations, `${time(0)}-first.ts`),
          "import type { MigrationInterface } from 'typeorm';\n\nexport class First {\n  up() {}\n}\n",
        );
        const shell = await open(database, employee('name', DAY), [FIRST]);
        await shell.dataSource.synchronize();
        for (const name of ["'Uri Lee'", "'Sasha Hao'", 'NULL'])
          await shell.dataSource.query(`INSERT INTO employees (name, hired) VALUES (${name}, '2020-01-01')`);
        await shell.call('stamp --all');
        await shell.close();
      });
      after(() => rmSync(folder, { recursive: true }));

      const where = (more: Partial<CommandContext> = {}): Partial<CommandContext> => ({
        sourceFile: () => join(folder, 'src/data-source.ts'),
        resolvePath: (path) => resolve(folder, path),
        ...more,
      });
      const files = (): readonly string[] => readdirSync(migrations).sort();
      const withShell = async (entity: EntitySchema, work: (shell: MigrationShell) => Promise<void>): Promise<void> => {
        const shell = await open(database, entity, [FIRST]);
        try {
          await work(shell);
        } finally {
          await shell.close();
        }
      };

      test('says that there is nothing to do, and writes nothing', async () => {
        await withShell(employee('name', DAY), async (shell) => {
          const said = await shell.call('new Nothing', where());
          assert.equal(said, 'The database is as the entities say: there is nothing to do.');
          assert.equal(files().length, 1);
        });
      });

      test('without a person to ask a rename has to be said', async () => {
        await withShell(employee('full_name', PHONE), async (shell) => {
          assert.equal(
            await shell.refusal('new AddPhone', where()),
            'This looks like a rename: employees.name:employees.full_name.\nSay --rename employees.name:employees.full_name or --no-rename if it is none.',
          );
          assert.equal(files().length, 1);
        });
      });

      test('prints the statements and writes nothing', async () => {
        await withShell(employee('full_name', DAY), async (shell) => {
          assert.equal(
            await shell.call('new --sql --rename employees.name:full_name', where()),
            [
              'ALTER TABLE "employees" RENAME COLUMN "name" TO "full_name";',
              '',
              '-- To take it back:',
              '-- ALTER TABLE "employees" RENAME COLUMN "full_name" TO "name";',
            ].join('\n'),
          );
          assert.equal(files().length, 1);
        });
      });

      test('asks, tells what is lost and writes a file that runs', async () => {
        await withShell(employee('full_name', PHONE), async (shell) => {
          const asked: string[] = [];
          const confirm = async (question: string): Promise<boolean> => {
            asked.push(question);
            return question.includes('full_name');
          };
          const said = await shell.call('new AddPhone', where({ confirm }));
          assert.deepEqual(asked, ['Is it a rename, employees.name → full_name?']);
          const [, file] = files();
          assert.match(file, /^\d{13}-add-phone\.ts$/u);
          assert.deepEqual(said.split('\n'), [
            'Column employees.name is gone and full_name is new, both varchar.',
            'Renamed: employees.name → full_name',
            'Loses data: drops employees.hired and what is in it. (3 rows with a value in it)',
            `Written: ${join('src/migrations', file)}`,
          ]);
          const path = join(migrations, file);
          assert.equal(timeless(readFileSync(path, 'utf8')), timeless(shownFile()), 'as docs/migrations.md shows it');
          // eslint-disable-next-line @typescript-eslint/no-require-imports -- as a data source loads it
          const [Written] = Object.values(require(path) as Record<string, new () => MigrationInterface>);
          const next = await MigrationShell.open({ ...database.options, entities: [employee('full_name', PHONE)] }, [
            FIRST,
            Written,
          ]);
          try {
            assert.equal(
              await next.refusal('new Again', where()),
              '1 migration is pending: what they do would be done twice.\nRun migration up first.',
            );
            await next.call('up');
            assert.match(await next.call('new Again', where()), /nothing to do/u);
            const names = 'SELECT full_name AS name FROM employees ORDER BY id';
            assert.deepEqual(await next.dataSource.query(names), [
              { name: 'Uri Lee' },
              { name: 'Sasha Hao' },
              { name: null },
            ]);
            await next.call('down');
            assert.deepEqual(await next.dataSource.query(names.replace('full_name', 'name')), [
              { name: 'Uri Lee' },
              { name: 'Sasha Hao' },
              { name: null },
            ]);
          } finally {
            await next.close();
          }
          rmSync(path);
        });
      });

      test('an empty one, in a folder that is named', async () => {
        await withShell(employee('whatever'), async (shell) => {
          assert.match(await shell.call('new Fill --empty --dir other', where()), /^Written: other\/\d+-fill\.ts$/u);
          const [file] = readdirSync(join(folder, 'other'));
          assert.match(readFileSync(join(folder, 'other', file), 'utf8'), /export class Fill\d{13} implements/u);
        });
      });

      test('what could not be loaded would be dropped: nothing is compared', async () => {
        await withShell(employee('name'), async (shell) => {
          const names = { ...shell.parts.names, broken: [{ name: 'Post', reason: 'its table has no columns.' }] };
          const said = await shell.refusal('new Broken', where({ names }));
          assert.match(said, /^Post could not be used: its table has no columns\.\nMend that first/u);
        });
      });

      for (const [words, said] of [
        ['new', /^A new migration needs a name\./u],
        ['new One Two', /^A new migration has one name: Two is one too many\./u],
        ['new 1st', /^1st cannot be the name of a migration/u],
        ['new Fill --empty --no-rename', /^With --empty nothing is compared/u],
      ] as const)
        test(`.migration ${words} is refused`, async () => {
          await withShell(employee('name'), async (shell) => assert.match(await shell.refusal(words, where()), said));
        });
    },
    ['sqlite'],
  );
});

onEachDatabase('what migration new --sql prints', (database) => {
  test('is run by the database’s own client, and leaves what the entities say', async () => {
    const first = await open(database, employee('name', DAY));
    await first.dataSource.synchronize();
    await first.dataSource.query("INSERT INTO employees (name) VALUES ('Uri Lee')");
    await first.close();
    const shell = await open(database, employee('full_name', PHONE));
    try {
      const before = await contents(database);
      const script = await shell.call('new --sql --rename employees.name:full_name');
      assert.equal(await contents(database), before);
      await runByClient(database, script);
      assert.match(await shell.call('new --sql'), /nothing to do/u);
      assert.deepEqual(await shell.dataSource.query('SELECT full_name FROM employees'), [{ full_name: 'Uri Lee' }]);
    } finally {
      await shell.close();
    }
  });
});

/** The file in the page. */
function shownFile(): string {
  const page = readFileSync(resolve(__dirname, '../../../../docs/migrations.md'), 'utf8');
  return /```ts\n(import type \{ MigrationInterface[^]*?)```/u.exec(page)?.[1] ?? '';
}

function timeless(text: string): string {
  return text.replace(/\d{13}/gu, 'TIME');
}
