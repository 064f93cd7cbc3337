import type { DataSource, QueryRunner } from 'typeorm';
import { InterruptedError } from '../evaluator/evaluator';
import { UserError } from '../user-error';
import { withoutForeignKeys } from './foreign-keys';
import { MigrationsTable } from './migrations-table';
import type { Step, StepGroup } from './transaction-groups';
import { TransactionWatch } from './transaction-watch';

/** A step that is done; in a transaction it is kept when that is committed. */
export interface StepDone {
  readonly step: Step;
  /** How long the migration's own code took. */
  readonly milliseconds: number;
  /** Somebody else had done it meanwhile: nothing was run. */
  readonly skipped: boolean;
}

export interface GroupOptions {
  /** Told before a step begins, and when it is done. */
  readonly onBegin?: (step: Step) => void;
  readonly onDone?: (done: StepDone) => void;
  /** Aborted, no more steps are begun; the one that runs is waited for. */
  readonly stopped?: AbortSignal;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
}

/** A step that failed. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';

  /**
   * @param rolledBack the steps of its transaction are undone, its own too, as far as the database can undo them.
   * @param undone steps before it of the same transaction.
   * @param ended it, or one before it, has ended that transaction by itself.
   */
  constructor(
    readonly step: Step,
    override readonly cause: unknown,
    readonly rolledBack: boolean,
    readonly undone: readonly Step[],
    readonly ended = false,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/**
 * Runs the steps of a group on a query runner, and writes down in the table of migrations what was done, in the same transaction where there
 * is one. The table has to be there. On SQLite foreign keys are off meanwhile, and checked before it is committed. A step that the table
 * says to be done already is left out.
 * @param runner without a transaction of its own, but for one that is held: then the group is a savepoint in that.
 * @throws StepFailed; InterruptedError when it was stopped: what its transaction had done is rolled back then.
 */
export async function runGroup(
  { steps, transaction }: StepGroup,
  dataSource: DataSource,
  runner: QueryRunner,
  { onBegin, onDone, stopped, now = () => performance.now() }: GroupOptions = {},
): Promise<void> {
  const table = new MigrationsTable(dataSource);
  const done: Step[] = [];
  const isInside = runner.isTransactionActive;
  let current = steps[0];
  let hasBegun = false;
  let watch: TransactionWatch | undefined;
  let ended = false;
  const keys = await withoutForeignKeys(dataSource, runner);
  try {
    if (transaction) await runner.startTransaction();
    hasBegun = true;
    const applied = new Set((await table.rows(runner)).map(({ name }) => name));
    for (const step of steps) {
      current = step;
      if (stopped?.aborted) throw new InterruptedError('interrupted');
      const { migration, direction } = step;
      if (applied.has(migration.name) === (direction === 'up')) {
        onDone?.({ step, milliseconds: 0, skipped: true });
        continue;
      }
      onBegin?.(step);
      // One in JavaScript may lack it.
      if (typeof migration.instance[direction] !== 'function') throw new UserError(`it has no ${direction}().`);
      const begun = now();
      if (transaction && !isInside) watch = new TransactionWatch(runner, dataSource);
      await migration.instance[direction](runner);
      watch?.stop();
      const milliseconds = now() - begun;
      if (!transaction && !isInside && runner.isTransactionActive)
        throw new UserError('it has begun a transaction and not ended it.');
      await keys.check();
      // A migration that has ended the transaction by itself: what comes now has one again.
      if (transaction && !runner.isTransactionActive) await runner.startTransaction();
      else if (watch?.isOpen === false) await runner.query('BEGIN');
      ended ||= watch?.wasEnded === true;
      watch = undefined;
      await table[direction === 'up' ? 'insert' : 'delete'](runner, migration);
      applied[direction === 'up' ? 'add' : 'delete'](migration.name);
      done.push(step);
      onDone?.({ step, milliseconds, skipped: false });
    }
    if (transaction) await runner.commitTransaction();
  } catch (error) {
    watch?.stop();
    ended ||= watch?.wasEnded === true;
    const open = runner.isTransactionActive && (transaction || !isInside);
    // The query runner takes it for open, and rolls back what there has to be.
    if (open && watch?.isOpen === false) await runner.query('BEGIN').catch(() => {});
    // What went wrong first is what is told.
    if (open) await runner.rollbackTransaction().catch(() => {});
    if (current === undefined || error instanceof InterruptedError) throw error;
    const rolledBack = transaction && (open || !hasBegun) && !ended;
    throw new StepFailed(current, error, rolledBack, ended ? [] : done, ended);
  } finally {
    await keys.restore();
  }
}
