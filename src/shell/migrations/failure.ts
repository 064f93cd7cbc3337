import type { DataSource } from 'typeorm';
import { readQuietly } from '../output/own-data';
import type { QueryRecorder } from '../queries/recorder';
import { cutText } from '../schema/text-grid';
import { UserError } from '../user-error';
import type { StepFailed } from './run-group';
import { commitsSchemaChanges } from './transaction-groups';

/** A statement is cut behind so many columns. */
const MOST = 110;

/**
 * A failed migration in words: which one, why, with which statement; and what became of it and of those before it.
 * @param kept those before it that stay as they are.
 * @param recorders heard of the statement.
 */
export function failure(
  error: StepFailed,
  kept: readonly string[],
  dataSource: DataSource,
  recorders: readonly QueryRecorder[] = [],
): UserError {
  const { name } = error.step.migration;
  const others = error.undone.map(({ migration }) => migration.name);
  return inWords(error, recorders, [
    ...(error.rolledBack ? rolledBackText(name, others, dataSource) : [withoutTransaction(error)]),
    ...(kept.length === 0 ? [] : [`Kept: ${kept.join(', ')}.`]),
  ]);
}

/** The same of one that was run only to see what it would send. */
export function triedFailure(error: StepFailed, recorders: readonly QueryRecorder[] = []): UserError {
  return inWords(error, recorders, ['It was only tried: nothing was changed.']);
}

function inWords(
  { step, cause }: StepFailed,
  recorders: readonly QueryRecorder[],
  consequences: readonly string[],
): UserError {
  const doing = step.direction === 'up' ? '' : ' to be reverted';
  const statement = statementOf(cause, recorders);
  const where = statement === undefined ? placeOf(cause) : [`In: ${statement}`];
  return new UserError(
    `${step.migration.name} failed${doing}: ${reasonOf(cause)}`,
    [...where, ...consequences].join('\n'),
  );
}

function rolledBackText(name: string, others: readonly string[], dataSource: DataSource): readonly string[] {
  if (commitsSchemaChanges(dataSource))
    return [
      `It is not written down as done. ${databaseName(dataSource)} commits every change of a schema at once: what it had changed before is there.`,
      'Look at the database, and take back by hand what is there, or let the migration expect it.',
    ];
  if (others.length === 0) return [`Nothing of ${name} was kept.`];
  return [`Rolled back with it, as all are one transaction: ${others.join(', ')}.`];
}

function withoutTransaction({ step: { migration }, ended }: StepFailed): string {
  if (ended)
    return 'A migration has ended the transaction by a statement of its own: what it had committed is there. migration status says what is written down.';
  return `It ran without a transaction: what it had done before is there, and ${migration.name} is not written down as done.`;
}

function databaseName({ options: { type } }: DataSource): string {
  return type === 'mariadb' ? 'MariaDB' : type === 'mysql' ? 'MySQL' : `A database of the kind ${type}`;
}

function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const [first = ''] = message.replace(/^\w*[Ee]rror: /u, '').split('\n');
  const detail = readQuietly(cause, 'detail');
  const text = typeof detail === 'string' && detail !== '' ? `${first} (${detail})` : first;
  return /[.!?)]$/u.test(text) ? text : `${text}.`;
}

/** The statement that the database refused, in one line. Not every error of every TypeORM says which it was. */
function statementOf(cause: unknown, recorders: readonly QueryRecorder[]): string | undefined {
  const known = readQuietly(cause, 'query');
  const query = typeof known === 'string' ? known : recorders.flatMap((each) => each.failed(cause) ?? [])[0];
  return query === undefined ? undefined : cutText(query.replace(/\s+/gu, ' ').trim(), MOST);
}

/** Where the migration's own code threw: `src/migrations/add-phone.ts:6:5`. */
function placeOf(cause: unknown): readonly string[] {
  const stack = readQuietly(cause, 'stack');
  const frames = typeof stack === 'string' ? stack.split('\n') : [];
  const own = frames.find((frame) => /\.(?:up|down) \(/u.test(frame));
  const [, place] = /\((?:file:\/\/)?(.*?)\)/u.exec(own ?? '') ?? [];
  return place === undefined || cause instanceof UserError ? [] : [`At: ${place.split(/[\\/]/u).slice(-2).join('/')}`];
}
