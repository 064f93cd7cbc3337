import type { DataSource } from 'typeorm';
import { UserError } from '../user-error';
import type { CodeMigration } from './code-migrations';

/** As TypeORM's option `migrationsTransactionMode` has them. */
export const TRANSACTION_MODES = ['all', 'each', 'none'] as const;
export type TransactionMode = (typeof TRANSACTION_MODES)[number];

/** A migration to be run in one direction. */
export interface Step {
  readonly migration: CodeMigration;
  readonly direction: 'up' | 'down';
}

/** Steps that stand or fall together. */
export interface StepGroup {
  readonly steps: readonly Step[];
  /** Whether they run in a transaction. */
  readonly transaction: boolean;
}

/** What the data source says of transactions around migrations; TypeORM's default is one for all. */
export function transactionModeOf({ options }: Pick<DataSource, 'options'>): TransactionMode {
  return options.migrationsTransactionMode ?? 'all';
}

/** Whether a change of the schema ends the transaction that it is in, and cannot be rolled back. */
export function commitsSchemaChanges({ options }: Pick<DataSource, 'options'>): boolean {
  return !/sqlite|sqljs|postgres|cockroachdb|mssql/u.test(options.type);
}

/**
 * Which steps share a transaction: as TypeORM has it, by the mode and by what a migration says of itself (`transaction = false`). Going down
 * a migration's own word counts too, which TypeORM does not look at then. Where the database commits every change of a schema, a transaction
 * for all would only lose what is written down of those before: there each step has one of its own.
 * @throws UserError where the mode is `all` and a migration that is to go up wants something else: TypeORM refuses that too.
 */
export function transactionGroups(
  steps: readonly Step[],
  mode: TransactionMode,
  dataSource: Pick<DataSource, 'options'>,
): readonly StepGroup[] {
  const own = ({ migration: { instance } }: Step): boolean | undefined => instance.transaction;
  if (mode === 'all') {
    const other = steps.find((step) => step.direction === 'up' && own(step) !== undefined);
    if (other !== undefined)
      throw new UserError(
        `${other.migration.name} says transaction = ${String(own(other))}, and the mode is one transaction for all.`,
        'Run with --transaction each, or set migrationsTransactionMode of the data source to "each".',
      );
  }
  if (mode === 'all' && !commitsSchemaChanges(dataSource) && steps.every((step) => own(step) === undefined))
    return steps.length === 0 ? [] : [{ steps, transaction: true }];
  return steps.map((step) => ({ steps: [step], transaction: own(step) ?? mode !== 'none' }));
}
