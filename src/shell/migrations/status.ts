import type { Subcommand, Verdict } from '../command-line';
import type { CommandContext } from '../commands/command';
import { counted } from '../output/sql/query-summary';
import { themeOf, type Theme } from '../output/theme';
import { unheardRunner } from '../queries/unheard-runner';
import { textGrid } from '../schema/text-grid';
import { noWords } from './no-words';
import { identityOf, readMigrations, type Migrations, type MigrationState } from './migration-states';

export const statusSubcommand: Subcommand = {
  parameters: '[--json]',
  description: [
    'Says which migrations have been applied to the database, and which are pending.',
    'Only reads. The exit code is 1 when any is pending.',
  ],
  options: { json: { type: 'boolean', summary: 'as JSON' } },
  parse: ({ json = false }, words) => {
    noWords('status', words);
    return { mode: 'read-only', newDatabase: 'none', act: (context) => status(context, json === true) };
  },
};

async function status(context: CommandContext, json: boolean): Promise<Verdict> {
  const migrations = await currentMigrations(context);
  const { colors, width, print, show } = context;
  if (json) print(JSON.stringify({ migrations: migrations.all.map(asData), pending: migrations.pending.length }));
  else await show(statusText(migrations, { theme: themeOf(colors()), width }));
  return { ok: migrations.pending.length === 0 };
}

/** Those of the data source in use; what a transaction that is open has written counts. */
export async function currentMigrations({
  model: { dataSource },
  openTransaction,
}: Pick<CommandContext, 'model' | 'openTransaction'>): Promise<Migrations> {
  const open = openTransaction(dataSource);
  const runner = unheardRunner(dataSource, open);
  try {
    return await readMigrations(dataSource, runner);
  } finally {
    if (open === undefined) await runner.release();
  }
}

function asData(migration: MigrationState): object {
  const { name, timestamp } = identityOf(migration);
  const { state, row } = migration;
  return { name, timestamp, state, ...(row && { id: row.id }) };
}

const PAINTS: Readonly<Record<MigrationState['state'], keyof Pick<Theme, 'dim' | 'notice' | 'error'>>> = {
  applied: 'dim',
  pending: 'notice',
  missing: 'error',
};

function statusText(
  { all, applied, pending }: Migrations,
  { theme, width }: { readonly theme: Theme; readonly width: number },
): string {
  if (all.length === 0) return 'There are no migrations, neither in the code nor in the database.';
  const rows = all.map((migration) => {
    const { name, timestamp } = identityOf(migration);
    const { state, row } = migration;
    return [{ text: state, paint: theme[PAINTS[state]] }, name, madeText(timestamp), row ? String(row.id) : ''];
  });
  const grid = textGrid(
    [{ title: 'state' }, { title: 'migration', least: 20 }, { title: 'made' }, { title: 'applied as', align: 'right' }],
    rows,
    { width, dim: theme.dim },
  );
  const missing = applied.filter(({ state }) => state === 'missing').length;
  const counts = [
    `${applied.length - missing} applied`,
    `${pending.length} pending`,
    ...(missing === 0 ? [] : [`${missing} missing: applied, and not in the code any more`]),
  ];
  return `${grid}\n${counted(all.length, 'migration')}: ${counts.join(', ')}.`;
}

/** The time in a name, in UTC: the same wherever it is looked at. */
function madeText(timestamp: number): string {
  const made = new Date(timestamp);
  return Number.isNaN(made.getTime()) ? '' : `${made.toISOString().slice(0, 16).replace('T', ' ')}`;
}
