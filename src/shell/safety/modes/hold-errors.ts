import { SITUATIONS } from '../../output/errors/situations';
import { UserError } from '../../user-error';
import type { HoldKind } from './hold';

/** Of a statement that the shell does not send. */
export function refused(sql: string, reason: string, kind: HoldKind): UserError {
  const words = sql.trim().split(/\s+/u);
  const text = words.length > 3 ? `${words.slice(0, 3).join(' ')} …` : words.join(' ');
  const where = { 'read-only': 'read-only mode', sandbox: 'the sandbox', transaction: 'this transaction' }[kind];
  return new UserError(`The shell does not send ${text} in ${where}: ${reason}.`, LEAVING[kind]);
}

const LEAVING = {
  'read-only': '.mode writable leaves it.',
  sandbox: '.mode writable leaves it.',
  transaction: '.commit or .rollback ends it.',
} as const;

/** Of whatever comes after the database has ended the transaction by itself. */
export function gone(kind: HoldKind, why: string): UserError {
  const what = kind === 'sandbox' ? 'The sandbox' : 'The transaction';
  return new UserError(`${what} is gone (${why}): nothing of it was kept.`, '.rollback goes on without it.');
}

/** Of a commit whose answer never came. */
export function commitLost(): UserError {
  const { title, advice } = SITUATIONS['commit-lost'];
  return new UserError(title, advice);
}

/** Of a commit that the database has refused: as TypeORM passes on what it says to statements of others. */
export function failedCommit(error: unknown): Error {
  const failure = error instanceof Error ? error : new Error(String(error));
  return Object.assign(new Error(failure.message, { cause: failure }), {
    name: 'QueryFailedError',
    query: 'COMMIT',
    driverError: failure,
  });
}

/** Of a commit that the database has answered with a rollback: a statement had failed, and nobody had taken it back. */
export function rolledBackInstead(): UserError {
  return new UserError(
    'The database has rolled the transaction back instead of keeping it: a statement in it had failed.',
    'Nothing of it was kept. Run it again.',
  );
}

/** Of what a query runner sends whose mode, or transaction, has been left. */
export function over(): UserError {
  return new UserError('The transaction that this query runner worked in is over: make another.');
}

/** Of a commit while code has a transaction open. */
export function stillOpen(): UserError {
  return new UserError(
    'A transaction of your code is still open.',
    'Commit it or roll it back first: it is a savepoint of this one.',
  );
}
