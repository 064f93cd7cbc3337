import type { QueryRunner } from 'typeorm';
import type { Subcommand } from '../command-line';
import type { CommandContext } from '../commands/command';
import { UserError } from '../user-error';
import { assertMayMigrate, confirmOnProduction } from './allowed';
import { findMigration } from './find-migration';
import { RUN_OPTIONS, runOptionsOf, YES_OPTION } from './extent-options';
import { whileLocked } from './lock/migration-lock';
import { MigrationsTable } from './migrations-table';
import { identityOf, readMigrations, type Migrations } from './migration-states';
import { currentMigrations } from './status';

/** What the table of migrations is to say. */
interface StampRequest {
  /** As the person has written it; absent for none. */
  readonly name?: string;
  readonly all: boolean;
  readonly purge: boolean;
  readonly patience: number;
  readonly yes: boolean;
}

type Row = Parameters<MigrationsTable['insert']>[1];

/** What is to be written, and what is to go. */
interface Changes {
  readonly gone: readonly Row[];
  readonly added: readonly Row[];
}

export const stampSubcommand: Subcommand = {
  parameters: 'NAME | --all | --purge',
  description: [
    'Marks NAME and all before it as applied, and those after it as not applied. Runs nothing.',
    'For a database that was brought to where it is by other means.',
  ],
  options: {
    all: { type: 'boolean', summary: 'every migration of the code' },
    purge: { type: 'boolean', summary: 'first forget all that was applied, also what the code does not have' },
    wait: RUN_OPTIONS.wait,
    ...YES_OPTION,
  },
  parse: ({ all = false, purge = false, ...values }, words) => {
    const [name, second] = words;
    if (second !== undefined) throw new UserError(`migration stamp takes one name: ${second} is one too many.`);
    if (name !== undefined && all === true) throw new UserError(`Either ${name} or --all, not both.`);
    if (name === undefined && all !== true && purge !== true)
      throw new UserError('migration stamp needs a NAME.', 'Or --all for every migration, --purge alone for none.');
    const { patience, yes } = runOptionsOf(values);
    const request = {
      ...(name === undefined ? {} : { name }),
      all: all === true,
      purge: purge === true,
      patience,
      yes,
    };
    return { mode: 'writable', newDatabase: 'none', act: (context) => stamp(context, request) };
  },
};

async function stamp(context: CommandContext, request: StampRequest): Promise<void> {
  const { dataSource } = context.model;
  assertMayMigrate(context, 'stamp');
  changes(await currentMigrations(context), request);
  await confirmOnProduction(context, 'Change what its table of migrations says, and nothing else?', request.yes);
  const runner = dataSource.createQueryRunner('master');
  try {
    const { patience } = request;
    await context.breakable((stopped) =>
      whileLocked(dataSource, runner, { patience, stopped, print: context.print }, () =>
        write(context, request, runner),
      ),
    );
  } finally {
    await runner.release();
  }
}

async function write(context: CommandContext, request: StampRequest, runner: QueryRunner): Promise<void> {
  const { dataSource } = context.model;
  const table = new MigrationsTable(dataSource);
  await table.create(runner);
  await runner.startTransaction();
  try {
    const { gone, added } = changes(await readMigrations(dataSource, runner), request);
    for (const row of gone) await table.delete(runner, row);
    for (const row of added) await table.insert(runner, row);
    await runner.commitTransaction();
    for (const { name } of without(gone, added)) context.print(`marked as not applied  ${name}`);
    for (const { name } of without(added, gone)) context.print(`marked as applied      ${name}`);
    context.print(gone.length + added.length === 0 ? 'The table says so already.' : 'Nothing was run.');
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
    throw error;
  }
}

/** @throws UserError for a name that is none, or that the code does not have. */
function changes({ all, applied }: Migrations, { name, all: every, purge }: StampRequest): Changes {
  const code = all.flatMap((each) => (each.state === 'missing' ? [] : [each.code]));
  const last = name === undefined ? undefined : findMigration(name, code);
  const wanted = every ? code : code.slice(0, last === undefined ? 0 : code.indexOf(last) + 1);
  const rows = applied.map(identityOf);
  if (purge) return { gone: rows, added: wanted };
  return {
    // What the code does not have is left: nobody knows whether it comes before or after.
    gone: without(applied.filter(({ state }) => state === 'applied').map(identityOf), wanted),
    added: without(wanted, rows),
  };
}

function without(rows: readonly Row[], others: readonly Row[]): readonly Row[] {
  const names = new Set(others.map(({ name }) => name));
  return rows.filter(({ name }) => !names.has(name));
}
