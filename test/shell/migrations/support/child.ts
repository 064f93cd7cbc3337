/** A process of its own that runs migrations: what it is to do comes as JSON in the environment. */
import type { QueryRunner } from 'typeorm';
import { migration, MigrationShell, time, type MigrationClass } from './migration-shell';

export interface ChildWish {
  readonly options: object;
  readonly migrations: keyof typeof MIGRATIONS;
  /** Ends itself, as `kill -9` does, before so many statements were sent, or when that one is underway. */
  readonly kill?: { readonly statement: number; readonly underway: boolean; readonly later: number };
}

/** In the middle of it says so, and waits for a message. */
const slow = migration(`Slow${time(0)}`, async (runner) => {
  await runner.query('CREATE TABLE slow (id integer)');
  const told = new Promise((resolve) => process.once('message', resolve));
  process.send?.('at it');
  await told;
});

/** Each makes two tables, one after the other, and fills them: all of it is there, or nothing. */
const steps = [0, 1, 2].map((step) =>
  migration(`Step${step}_${time(step)}`, [
    `CREATE TABLE one_${step} (id integer PRIMARY KEY, name varchar(20))`,
    `INSERT INTO one_${step} VALUES (1, 'a'), (2, 'b')`,
    `CREATE TABLE two_${step} (id integer PRIMARY KEY)`,
    `INSERT INTO two_${step} SELECT id FROM one_${step}`,
  ]),
);

export const MIGRATIONS = {
  slow: [slow],
  steps,
  /** The same without waiting; on MariaDB the table of one that was killed stays. */
  quick: [migration(`Slow${time(0)}`, ['CREATE TABLE IF NOT EXISTS slow (id integer)'])],
} satisfies Readonly<Record<string, readonly MigrationClass[]>>;

/** Counts statements. @param each is told the number of each before it is sent, and what sends it. */
export function counting(
  shell: MigrationShell,
  each: (number: number, send: () => Promise<unknown>) => Promise<unknown>,
): void {
  const { dataSource } = shell;
  const create = dataSource.createQueryRunner.bind(dataSource);
  const counted = new WeakSet<QueryRunner>();
  let number = 0;
  dataSource.createQueryRunner = (...args) => {
    const runner = create(...args);
    if (counted.has(runner)) return runner;
    counted.add(runner);
    const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
    runner.query = ((...given: unknown[]) => each(++number, () => query(...given))) as QueryRunner['query'];
    return runner;
  };
}

async function main({ options, migrations, kill }: ChildWish): Promise<void> {
  const shell = await MigrationShell.open(options, MIGRATIONS[migrations]);
  const end = (): void => void process.kill(process.pid, 'SIGKILL');
  if (kill)
    counting(shell, (number, send) => {
      if (number !== kill.statement) return send();
      if (!kill.underway) end();
      const sent = send();
      if (kill.later === 0) end();
      else setTimeout(end, kill.later);
      return sent;
    });
  process.stdout.write(`${await shell.call('up')}\n`);
  await shell.close();
  process.exit(0);
}

if (require.main === module) void main(JSON.parse(process.env.WISH ?? '{}') as ChildWish);
