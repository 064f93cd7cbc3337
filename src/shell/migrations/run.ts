import type { DataSource, QueryRunner } from 'typeorm';
import type { CommandContext } from '../commands/command';
import { InterruptedError } from '../evaluator/evaluator';
import { counted, durationText } from '../output/sql/query-summary';
import { agreed } from '../safety/every-row/agreed';
import { UserError } from '../user-error';
import { assertMayMigrate, confirmOnProduction } from './allowed';
import { failure, triedFailure } from './failure';
import { whileLocked } from './lock/migration-lock';
import { MigrationsTable } from './migrations-table';
import { readMigrations, type Migrations } from './migration-states';
import { progressOf } from './progress';
import { runGroup, StepFailed, type StepDone } from './run-group';
import { recordSteps } from './sql/record-steps';
import { scriptComment } from './sql/script-text';
import { currentMigrations } from './status';
import { transactionGroups, transactionModeOf, type Step, type TransactionMode } from './transaction-groups';

export interface RunRequest {
  /** As it is called: `up`. */
  readonly command: string;
  /** What is to be done, by what there is. @throws UserError */
  plan(migrations: Migrations): readonly Step[];
  /** What is said where that is nothing. */
  readonly nothing: string;
  /** As the data source says unless told. */
  readonly transaction?: TransactionMode;
  /** How long to wait for somebody else who runs migrations, in milliseconds. */
  readonly patience: number;
  /** What a person is asked on production before it is done; absent where nothing is asked. */
  question?(steps: readonly Step[]): string;
  readonly yes: boolean;
  /** Says what would be sent, and does nothing. */
  readonly sql?: boolean;
}

type RunContext = Pick<
  CommandContext,
  'model' | 'modes' | 'recorders' | 'openTransaction' | 'print' | 'status' | 'confirm' | 'breakable'
>;

/**
 * Runs migrations of the data source in use, one process at a time, and says of each that it is done.
 * @throws UserError that says which one failed, what is kept and what is not; InterruptedError
 */
export async function run(context: RunContext, request: RunRequest): Promise<void> {
  const { dataSource } = context.model;
  assertMayMigrate(context, request.command);
  if (request.sql === true) return tell(context, request);
  const runner = dataSource.createQueryRunner('master');
  try {
    const asked = request.question && (await agree(context, request, runner));
    await context.breakable((stopped) =>
      // What a migration does to whole tables is what it is for.
      agreed.run(true, () =>
        whileLocked(dataSource, runner, { patience: request.patience, stopped, print: context.print }, () =>
          runAll(context, request, { dataSource, runner, stopped, asked }),
        ),
      ),
    );
  } finally {
    await runner.release();
  }
}

/** Prints what would be sent, for the database's own client. */
async function tell(context: RunContext, request: RunRequest): Promise<void> {
  const { dataSource } = context.model;
  const steps = request.plan(await currentMigrations(context));
  if (steps.length === 0) return context.print(scriptComment(request.nothing));
  const groups = transactionGroups(steps, request.transaction ?? transactionModeOf(dataSource), dataSource);
  const record = (): Promise<string> => agreed.run(true, () => recordSteps(groups, dataSource));
  const script = await context.breakable(record).catch((error: unknown) => {
    throw error instanceof StepFailed ? triedFailure(error, context.recorders()) : error;
  });
  context.print(script);
}

interface Running {
  readonly dataSource: DataSource;
  readonly runner: QueryRunner;
  readonly stopped: AbortSignal;
  /** What the person has agreed to, where they were asked. */
  readonly asked?: readonly Step[];
}

/** @returns the steps that were agreed to. */
async function agree(context: RunContext, request: RunRequest, runner: QueryRunner): Promise<readonly Step[]> {
  const steps = request.plan(await readMigrations(context.model.dataSource, runner));
  if (steps.length > 0) await confirmOnProduction(context, request.question?.(steps) ?? '', request.yes);
  return steps;
}

async function runAll(context: RunContext, request: RunRequest, running: Running): Promise<void> {
  const { dataSource, runner, stopped, asked } = running;
  const { print } = context;
  const steps = request.plan(await readMigrations(dataSource, runner));
  if (steps.length === 0) return print(request.nothing);
  if (asked !== undefined && textOf(asked) !== textOf(steps))
    throw new UserError('Somebody else has run migrations meanwhile: nothing was done.', 'Look at migration status.');
  const groups = transactionGroups(steps, request.transaction ?? transactionModeOf(dataSource), dataSource);
  await new MigrationsTable(dataSource).create(runner);
  const kept: StepDone[] = [];
  const progress = progressOf(context, stopped);
  for (const group of groups) {
    const done: StepDone[] = [];
    try {
      await runGroup(group, dataSource, runner, {
        stopped,
        onBegin: progress.begin,
        onDone: (each) => {
          done.push(each);
          progress.clear();
          print(doneText(each));
        },
      });
    } catch (error) {
      progress.clear();
      if (error instanceof InterruptedError && done.length > 0) print(`Rolled back: ${done.map(nameOf).join(', ')}.`);
      throw error instanceof StepFailed ? failure(error, kept.map(nameOf), dataSource, context.recorders()) : error;
    }
    kept.push(...done);
  }
  const ran = kept.filter(({ skipped }) => !skipped);
  print(summary(ran));
}

function doneText({ step: { migration, direction }, milliseconds, skipped }: StepDone): string {
  const what = direction === 'up' ? 'applied' : 'reverted';
  return skipped
    ? `${migration.name} was ${what} by somebody else meanwhile.`
    : `${what.padEnd(8)}  ${migration.name} · ${durationText(milliseconds)}`;
}

function summary(done: readonly StepDone[]): string {
  const of = (direction: Step['direction']): number => done.filter(({ step }) => step.direction === direction).length;
  const [down, up] = [of('down'), of('up')];
  const said = [
    ...(down === 0 ? [] : [`${counted(down, 'migration')} reverted`]),
    ...(up === 0 ? [] : [`${counted(up, 'migration')} applied`]),
  ];
  return said.length === 0 ? 'Nothing was left to do.' : `${said.join(', ')}.`;
}

function nameOf({ step }: StepDone): string {
  return step.migration.name;
}

function textOf(steps: readonly Step[]): string {
  return steps.map(({ migration, direction }) => `${direction} ${migration.name}`).join('\n');
}
