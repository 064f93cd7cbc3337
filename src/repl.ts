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
  const { assemble } = require('./shell/assemble') as typeof import('./shell/assemble');
  const typeorm = require('typeorm') as Readonly<Record<string, unknown>>;
  /* eslint-enable @typescript-eslint/no-require-imports */
  const { mode = 'writable' } = context;
  if (mode === 'read-only') SourceMode.of(dataSource).prepare(mode);
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new Error(describeConnectionError(error, dataSource.options), { cause: error });
  }
  const { created, pending } = await prepareDatabase(dataSource, { create: mode !== 'read-only' });
  if (mode === 'sandbox') await SourceMode.of(dataSource).enter(mode);
  return assemble({
    ...context,
    ask: context.surroundings.ask,
    dataSource,
    typeorm,
    baseFile: resolve('shell.ts'),
    title: `typeorm-shell ${readVersion()}`,
    database: describeDatabase(dataSource.options),
    notices: [dataSource.notice ?? [], noticesOf(created, pending)].flat(),
  });
}

function noticesOf(created: boolean, pending: readonly string[]): readonly string[] {
  if (pending.length > 0) {
    const count = pending.length === 1 ? '1 migration has' : `${pending.length} migrations have`;
    return [`${count} not been run on this database: ${pending.join(', ')}. To run: npm run migration:run`];
  }
  return created ? ['The database is new: it was migrated and seeded.'] : [];
}
