import type { GivenOptions, OptionSet } from '../command-line';
import { UserError } from '../user-error';
import type { Extent } from './plan';
import { TRANSACTION_MODES, type TransactionMode } from './transaction-groups';

/** How far to go. */
export const EXTENT_OPTIONS = {
  to: { type: 'string', value: 'NAME', summary: 'as far as this one' },
  steps: { type: 'string', short: 'n', value: 'N', summary: 'this many' },
} as const satisfies OptionSet;

/** How what runs migrations runs them. */
export const RUN_OPTIONS = {
  transaction: {
    type: 'string',
    short: 't',
    value: 'MODE',
    summary: 'all, each or none; as the data source unless told',
  },
  wait: { type: 'string', value: 'SECONDS', summary: 'how long to wait for somebody else at it; 60 unless told' },
} as const satisfies OptionSet;

export const SQL_OPTION = {
  sql: { type: 'boolean', summary: "print the statements, for the database's own client, and run none" },
} as const satisfies OptionSet;

export const YES_OPTION = {
  yes: { type: 'boolean', summary: 'do not ask, also on production' },
} as const satisfies OptionSet;

const PATIENCE = 60;

/** @throws UserError for both, and for a number that is none. */
export function extentOf({ to, steps }: GivenOptions): Extent {
  if (to !== undefined && steps !== undefined) throw new UserError('Either --to or -n, not both.');
  return { ...(to === undefined ? {} : { to: String(to) }), ...(steps === undefined ? {} : { count: countOf(steps) }) };
}

/** @throws UserError */
export function runOptionsOf({ transaction, wait, yes, sql }: GivenOptions): {
  readonly transaction?: TransactionMode;
  readonly patience: number;
  readonly yes: boolean;
  readonly sql: boolean;
} {
  const mode = TRANSACTION_MODES.find((each) => each === transaction);
  if (transaction !== undefined && mode === undefined)
    throw new UserError(`--transaction is ${TRANSACTION_MODES.join(', ')}, not ${String(transaction)}.`);
  const seconds = wait === undefined ? PATIENCE : Number(wait);
  if (!(seconds >= 0)) throw new UserError(`--wait takes a number of seconds, not ${String(wait)}.`);
  return { ...(mode && { transaction: mode }), patience: seconds * 1000, yes: yes === true, sql: sql === true };
}

/** @throws UserError */
export function countOf(steps: GivenOptions[string]): number {
  if (/^[1-9]\d{0,5}$/u.test(String(steps))) return Number(steps);
  throw new UserError(`-n takes a number of migrations, not ${String(steps)}.`);
}
