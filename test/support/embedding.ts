import type { DataSource } from 'typeorm';
import type { Assignment } from '../../src/entities/assignment';
import { createDataSource } from '../../src/data-source';
import { dataSourceOptions } from '../../src/data-source-options';
import { startShell, type ShellOptions } from '../../src/index';
import { seed } from '../../src/seed';

/** What a test asks for, as JSON in the environment. */
interface Wish {
  readonly args?: readonly string[];
  /** Hand over a data source that is open already. */
  readonly open?: boolean;
  /** Says which methods of the data source are others when the shell is left. */
  readonly compare?: boolean;
  readonly extension?: keyof typeof EXTENSIONS;
  /** Change every row beside the shell, when a line calls `work()`, and after it. */
  readonly works?: boolean;
  /** Write when the shell is left; a data source that it has closed is opened again. */
  readonly writes?: boolean;
}

const EXTENSIONS = {
  everything: {
    context: async ({ dataSource }) => ({
      app: { name: 'shop' },
      employees: await dataSource.query('SELECT name FROM employees'),
    }),
    print: { Assignment: ({ employee, role }: Assignment) => `${employee?.name}: ${role}` },
    commands: [
      {
        name: 'staff',
        parameters: '[ROLE]',
        summary: 'who works as what',
        run: async (shell, role) => {
          shell.print(`on ${shell.dataSource.options.type}`);
          await shell.run(`Assignment.find(${role ? `{ where: { role: '${role}' } }` : ''}).length`);
          return role ? undefined : 'that is all';
        },
      },
      {
        name: 'fails',
        summary: 'fails',
        run: () => {
          throw new Error('no luck today');
        },
      },
    ],
  },
  'context fails': { context: () => Promise.reject(new Error('no such service')) },
  'command taken': { commands: [{ name: 'help', summary: '', run: () => {} }] },
  'command misnamed': { commands: [{ name: 'no way', summary: '', run: () => {} }] },
  'a secret': { mask: ['name'] },
  'prints nobody': { print: { Asignment: () => '' } },
  'names of its own': { seed: { Employee: { name: 'Ann' } } },
  production: { production: true },
} as const satisfies Readonly<Record<string, Partial<ShellOptions>>>;

/** Work of the application's own, which a line only wakes. @returns wakes it, and gives what became of it. */
function backgroundWork(dataSource: DataSource): () => Promise<string> {
  let wake = (): void => {};
  const done = new Promise<void>((woken) => (wake = woken)).then(() => changeEveryRow(dataSource, 'at work'));
  return () => {
    wake();
    return done.then(
      () => 'done',
      ({ message }: Error) => message,
    );
  };
}

function changeEveryRow(dataSource: DataSource, name: string): Promise<unknown> {
  return dataSource.createQueryBuilder().update('employees').set({ name }).execute();
}

/** An application that has the shell built in. */
async function main(): Promise<void> {
  const {
    args,
    open = false,
    compare = false,
    extension,
    works = false,
    writes = false,
  } = JSON.parse(process.env.WISH ?? '{}') as Wish;
  const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' })).initialize();
  await dataSource.runMigrations();
  await seed(dataSource);
  const handed = open ? dataSource : createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' }));
  const before = methodsOf(handed);
  const code = await startShell({
    dataSource: handed,
    args,
    title: 'shop console',
    ...(extension && EXTENSIONS[extension]),
    ...(works && { context: { work: backgroundWork(handed) } }),
  });
  if (works) {
    await changeEveryRow(handed, 'after the shell');
    process.stdout.write(`dropDatabase is ${Object.hasOwn(handed, 'dropDatabase') ? "the shell's" : "TypeORM's"}\n`);
  }
  process.stdout.write(`left with ${code}, the data source is ${handed.isInitialized ? 'open' : 'closed'}\n`);
  if (compare) {
    const changed = methodsOf(handed).flatMap(([name, method], index) => (method === before[index][1] ? [] : [name]));
    process.stdout.write(`changed: ${changed.join(', ') || 'nothing'}\n`);
    const rows = await handed.manager.find('Assignment');
    process.stdout.write(`${rows.length} assignments\n`);
  }
  if (writes) {
    if (!handed.isInitialized) await handed.initialize();
    await handed.query('CREATE TABLE written (id integer)');
    process.stdout.write('written\n');
  }
  await dataSource.destroy();
}

/** What an application calls of its data source, by name. */
function methodsOf(dataSource: DataSource): [name: string, method: unknown][] {
  const { manager, relationLoader, entityMetadatas } = dataSource;
  const columns = entityMetadatas.flatMap((metadata) => metadata.columns);
  const runner = dataSource.driver.createQueryRunner('master');
  const all = { dataSource, manager, relationLoader, runner };
  const objects: [string, object][] = [
    ...Object.entries(all),
    ...columns.map((column): [string, object] => [column.propertyPath, column]),
  ];
  return objects.flatMap(([name, object]) =>
    methodNames(object).map((method): [string, unknown] => [`${name}.${method}`, Reflect.get(object, method)]),
  );
}

function methodNames(object: object): string[] {
  const prototype = Object.getPrototypeOf(object) as object | null;
  if (prototype === null || prototype === Object.prototype) return [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  return [
    ...own.flatMap(([name, { value }]) => (typeof value === 'function' ? [name] : [])),
    ...methodNames(prototype),
  ];
}

void main();
