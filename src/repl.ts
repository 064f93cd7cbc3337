import { resolve } from 'node:path';
import type { OpenContext, ShellParts } from './shell/shell-parts';
import { startShell } from './shell/start';
import { readVersion } from './version';

const PROJECT_ROOT = resolve(__dirname, '..');

/** `npm start`: the shell on this project's data source. A database that does not exist yet is made ready first. */
void startShell({
  program: 'npm start --',
  version: readVersion(),
  projectRoot: PROJECT_ROOT,
  open,
});

/** Loaded here and not above, so that `--help` and wrong usage need neither TypeORM nor a database. */
async function open(context: OpenContext): Promise<ShellParts> {
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { dataSource } = require('./data-source') as typeof import('./data-source');
  const { describeConnectionError, describeDatabase } =
    require('./data-source-options') as typeof import('./data-source-options');
  const { prepareDatabase } = require('./project-database') as typeof import('./project-database');
  const { SourceMode } =
    require('./shell/safety/modes/source-mode') as typeof import('./shell/safety/modes/source-mode');
  const { firstMode } = require('./shell/safety/modes/first-mode') as typeof import('./shell/safety/modes/first-mode');
  const { assemble } = require('./shell/assemble') as typeof import('./shell/assemble');
  const { naming } =
    require('./shell/project/connect/connection-name') as typeof import('./shell/project/connect/connection-name');
  const { assertDatabaseFile } =
    require('./shell/project/connect/sqlite-file') as typeof import('./shell/project/connect/sqlite-file');
  const { DISK } = require('./shell/project/file-view') as typeof import('./shell/project/file-view');
  const typeorm = require('typeorm') as Readonly<Record<string, unknown>>;
  /* eslint-enable @typescript-eslint/no-require-imports */
  naming(context.surroundings.env, readVersion())(dataSource);
  const facts = { env: context.surroundings.env, name: 'This database', options: dataSource.options };
  const { mode, production, notice } = firstMode(context.mode, facts);
  const source = SourceMode.of(dataSource);
  source.production = production;
  if (mode === 'read-only') source.prepare(mode);
  const cannotOpen = (cause: unknown): Error =>
    new Error(describeConnectionError(cause, dataSource.options), { cause });
  if (context.newDatabase === 'none') assertDatabaseFile(dataSource, process.cwd(), DISK);
  try {
    await dataSource.initialize();
  } catch (error) {
    throw cannotOpen(error);
  }
  const asGiven = context.newDatabase !== undefined;
  const { created, pending } = await prepareDatabase(dataSource, { create: mode !== 'read-only' && !asGiven }).catch(
    (error: unknown) => {
      // SQLite reads a file with the first question: only then it finds that it is damaged, or the disk full.
      throw isOfSqlite(error) ? cannotOpen(error) : error;
    },
  );
  if (mode === 'sandbox') await source.enter(mode);
  return assemble({
    ...context,
    dataSource,
    typeorm,
    baseFile: resolve('shell.ts'),
    title: `typeorm-shell ${readVersion()}`,
    database: describeDatabase(dataSource.options),
    notices: [dataSource.notice ?? [], notice ?? [], asGiven ? [] : noticesOf(created, pending)].flat(),
  });
}

function isOfSqlite(error: unknown): boolean {
  return error instanceof Error && String((error as { code?: unknown }).code).startsWith('SQLITE_');
}

function noticesOf(created: boolean, pending: readonly string[]): readonly string[] {
  if (pending.length > 0) {
    const count = pending.length === 1 ? '1 migration has' : `${pending.length} migrations have`;
    return [`${count} not been run on this database: ${pending.join(', ')}. To run: .migration up`];
  }
  return created ? ['The database is new: it was migrated and seeded.'] : [];
}
