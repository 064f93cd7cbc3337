import type { Verdict } from '../../command-line';
import type { CommandContext } from '../../commands/command';
import { InterruptedError } from '../../evaluator/evaluator';
import { counted, durationText } from '../../output/sql/query-summary';
import { themeOf } from '../../output/theme';
import { agreed } from '../../safety/every-row/agreed';
import { UserError } from '../../user-error';
import { assertMayMigrate } from '../allowed';
import { triedFailure } from '../failure';
import type { Migrations } from '../migration-states';
import { StepFailed } from '../run-group';
import { currentMigrations } from '../status';
import { transactionModeOf, type Step, type TransactionMode } from '../transaction-groups';
import { copyDatabase, type DatabaseCopy } from './copy';
import { rowsText, stepLines, ToldDifferences } from './report-text';
import { rehearseRounds, type RehearsedStep } from './rounds';
import type { TableRows } from './table-rows';

export interface RehearsalRequest {
  plan(migrations: Migrations): readonly Step[];
  /** As the data source says unless told. */
  readonly transaction?: TransactionMode;
}

/**
 * Runs what is pending up, down and up again on a copy of the database, and says what it does there. The database itself is only read.
 * @returns ok where each step ran, each step down left the schema that was there before, and no row was lost in between.
 * @throws UserError where there can be no copy, and where a migration fails
 */
export async function rehearse(context: CommandContext, request: RehearsalRequest): Promise<Verdict> {
  const { model, print } = context;
  const { dataSource } = model;
  assertMayMigrate(context, 'up --rehearse');
  const steps = request.plan(await currentMigrations(context));
  if (steps.length === 0) {
    print('Nothing is pending.');
    return { ok: true };
  }
  // What a migration does to whole tables is what it is for, and the copy is dropped without a question.
  return context.breakable((stopped) =>
    agreed.run(true, () =>
      onCopy(context, { steps, stopped, mode: request.transaction ?? transactionModeOf(dataSource) }),
    ),
  );
}

interface Running {
  readonly steps: readonly Step[];
  readonly stopped: AbortSignal;
  readonly mode: TransactionMode;
}

async function onCopy(context: CommandContext, running: Running): Promise<Verdict> {
  try {
    const copy = await makeCopy(context, running.stopped);
    try {
      return await run(context, copy, running);
    } finally {
      context.status?.(undefined);
      await copy.drop();
    }
  } catch (error) {
    if (running.stopped.aborted) throw new InterruptedError('interrupted');
    throw error;
  }
}

async function makeCopy({ model, status, print }: CommandContext, stopped: AbortSignal): Promise<DatabaseCopy> {
  status?.('Copying the database …');
  const begun = performance.now();
  try {
    const copy = await copyDatabase(model.dataSource, stopped);
    status?.(undefined);
    print(`Copied ${copy.how} · ${durationText(performance.now() - begun)}`);
    return copy;
  } finally {
    status?.(undefined);
  }
}

async function run(context: CommandContext, copy: DatabaseCopy, { steps, stopped, mode }: Running): Promise<Verdict> {
  const { model, status, print, colors, width } = context;
  const theme = themeOf(colors());
  const done: RehearsedStep[] = [];
  const told = new ToldDifferences();
  const rounds = rehearseRounds(steps, copy.dataSource, model.dataSource, {
    mode,
    stopped,
    onBegin: ({ direction, migration }) => status?.(`${direction} ${migration.name} …`),
    onDone: (step) => {
      done.push(step);
      status?.(undefined);
      const news = told.newsOf(step.difference);
      const [first, ...others] = stepLines(step, news);
      print([news ? theme.notice(first) : first, ...others].join('\n'));
    },
  });
  await rounds.catch((error: unknown) => {
    throw error instanceof StepFailed ? failed(error, done) : error;
  });
  print(rowsText(done, { width, dim: theme.dim }));
  const isOther = done.some(({ difference }) => difference !== undefined);
  const lost = lostRows(done);
  if (lost.length > 0) print(theme.notice(`After up and down rows are missing: ${lost.join(', ')}`));
  print(
    `Rehearsed ${counted(steps.length, 'migration')} up, down and up again on a copy, which is gone: ${
      isOther || lost.length > 0 ? 'look at what is not as it was.' : 'after down the schema is as it was.'
    }`,
  );
  return { ok: !isOther && lost.length === 0 };
}

function failed(error: StepFailed, done: readonly RehearsedStep[]): UserError {
  const told = triedFailure(error);
  const isAgain = error.step.direction === 'up' && done.some(({ direction }) => direction === 'down');
  return isAgain ? new UserError(`The second time, after down: ${told.message}`, told.hint) : told;
}

/** Tables that have fewer rows after all went up and down than at first. */
function lostRows(done: readonly RehearsedStep[]): readonly string[] {
  const first = done[0]?.rows[0];
  const back = done.findLast(({ direction }) => direction === 'down')?.rows[1];
  if (first === undefined || back === undefined) return [];
  return [...first]
    .filter(([name, rows]) => (back.get(name) ?? 0) < rows)
    .map(([name, rows]) => fewer(name, rows, back));
}

function fewer(name: string, rows: number, back: TableRows): string {
  return `${name} ${rows} → ${back.get(name) ?? 0}`;
}
