import type * as DialectsModule from '../queries/plan/dialects';
import type * as ExplainModule from '../queries/plan/explain';
import type * as DryRunModule from '../queries/plan/dry-run';
import type { DryRun, Sent } from '../queries/plan/dry-run';
import type { ExplainOptions } from '../queries/plan/explain';
import { readOnlyMode } from '../queries/plan/read-only';
import { effectOf } from '../queries/statement';
import type { Outcome } from '../session';
import { planLines } from '../output/sql/plan-text';
import { unlessStopped } from '../unless-stopped';
import { UserError } from '../user-error';
import type { Command, CommandContext } from './command';
import { forExample } from './example';

const EXAMPLE = '.explain Employee.find()';
/** `analyze` before an expression, and not one that begins with a variable of that name. */
const ANALYZE = /^analyze\s+(?![=.,;?)&|<>*/%^]|\+(?!\+)|-(?!-))/u;

export const explainCommand: Command = {
  name: 'explain',
  group: 'SQL',
  parameters: '[analyze] EXPRESSION',
  summary: "the database's plan for each SELECT of an expression",
  details: [
    'The expression runs and may read; its first write is refused, shown with its plan, and the rest is left out. A query builder that has not run is explained as well.',
    'Marked (!) are tables of more than 1,000 rows that are read from end to end, and columns that have no index.',
    'analyze: the plan with what really happened beside what was estimated (PostgreSQL, MariaDB).',
  ],
  example: EXAMPLE,
  async run(context, argument) {
    const analyze = ANALYZE.test(argument);
    const expression = argument.replace(ANALYZE, '');
    if (expression === '') throw new UserError('.explain needs an expression.', forExample(EXAMPLE, context.names));
    refuseUnknown(context);
    if (analyze) await refuseAnalysis(context);
    const run = new (dryRuns().DryRun)(context.recorders());
    const outcome = await run.run(() => context.evaluate(expression, { aside: true }));
    if (!outcome.ok) run.notice(outcome.error);
    if (!outcome.ok && outcome.interrupted) throw outcome.error;
    await show(context, { run, outcome, analyze });
  },
};

interface Ran {
  readonly run: DryRun;
  readonly outcome: Outcome;
  readonly analyze: boolean;
}

async function show(context: CommandContext, { run, outcome, analyze }: Ran): Promise<void> {
  const { print, colors } = context;
  const built = outcome.ok ? builtStatement(outcome.value, context) : undefined;
  const builtWrite = built !== undefined && effectOf(built.sql).kind === 'write' ? built : undefined;
  const refused = run.refused ?? builtWrite;
  if (analyze && refused !== undefined)
    throw new UserError(
      '.explain analyze runs what it explains, and this writes.',
      'Without analyze: .explain EXPRESSION',
    );
  const reads = [...run.sent, ...(built !== undefined && builtWrite === undefined ? [built] : [])];
  await context.breakable(async (stopped) => {
    const tell = async (
      statements: readonly Sent[],
      options: Pick<ExplainOptions, 'analyze' | 'reads'>,
    ): Promise<void> => {
      // An answer that nobody waits for any more is dropped; its transaction is rolled back when it comes.
      const explained = await unlessStopped(explaining().explain(statements, { ...options, stopped }), stopped);
      for (const each of explained) print(planLines(each, colors()).join('\n'));
    };
    await tell(reads, { analyze, reads: true });
    if (refused !== undefined) await tell([refused], { analyze: false, reads: false });
  });
  if (run.refused !== undefined) print(colors().dim(stoppedBefore(run.refused)));
  else if (!outcome.ok) throw outcome.error;
  else if (reads.length === 0 && refused === undefined) print('It sends nothing to the database.');
  else if (!reads.some(explaining().hasPlan) && refused === undefined) print('Nothing that it sends has a plan.');
}

function stoppedBefore(statement: Sent): string {
  const words = statement.sql.trim().split(/\s+/u).slice(0, 2).join(' ');
  return effectOf(statement.sql).kind === 'transaction'
    ? `It stopped before the ${words.toUpperCase()} of a transaction that was open before: .explain writes nothing.`
    : `It stopped before ${explaining().hasPlan(statement) ? 'this write' : `${words} …`}: .explain writes nothing.`;
}

/** A query builder that has not run says what it would send. */
function builtStatement(value: unknown, { recorders }: CommandContext): Sent | undefined {
  const builder = value as {
    readonly expressionMap?: unknown;
    readonly connection?: unknown;
    readonly dataSource?: unknown;
    getQueryAndParameters?: () => [string, unknown[]];
  } | null;
  if (typeof builder !== 'object' || typeof builder?.getQueryAndParameters !== 'function') return undefined;
  if (builder.expressionMap === undefined) return undefined;
  const own = builder.dataSource ?? builder.connection;
  const recorder = recorders().find(({ dataSource }) => dataSource === own) ?? recorders()[0];
  const [sql, parameters] = builder.getQueryAndParameters();
  return recorder && { recorder, sql, parameters };
}

/** @throws UserError where no database of the session can be asked. */
function refuseUnknown({ recorders }: CommandContext): void {
  const types = recorders().map(({ dataSource }) => dataSource.options.type);
  const [unknown] = types.filter((type) => readOnlyMode(type) === undefined);
  if (unknown !== undefined && unknown === types[0])
    throw new UserError(
      `.explain does not know the plans of ${unknown}.`,
      'It knows those of SQLite, PostgreSQL, MySQL and MariaDB.',
    );
}

async function refuseAnalysis({ recorders }: CommandContext): Promise<void> {
  const [recorder] = recorders();
  const dialect = await recorder?.aside((ask) => dialects().planDialect(recorder.dataSource.options.type, ask));
  if (dialect === undefined || dialect.analyze !== undefined) return;
  throw new UserError(
    `There is no .explain analyze on ${dialect.name}.`,
    'The plan alone: .explain EXPRESSION. How long it takes: .time EXPRESSION',
  );
}

// Loaded when a plan is asked for.
/* eslint-disable @typescript-eslint/no-require-imports */

function dryRuns(): typeof DryRunModule {
  return require('../queries/plan/dry-run') as typeof DryRunModule;
}

function dialects(): typeof DialectsModule {
  return require('../queries/plan/dialects') as typeof DialectsModule;
}

function explaining(): typeof ExplainModule {
  return require('../queries/plan/explain') as typeof ExplainModule;
}
