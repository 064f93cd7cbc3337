import type { DataSource } from 'typeorm';
import { errorName } from '../../output/error-head';
import { describeConnectionError } from '../../output/errors/connection-error';
import { describeQueryFailure } from '../../output/errors/query-failure';
import { UserError } from '../../user-error';
import { describeDatabase, placeOf, withoutPassword } from '../describe-database';
import { driverFailure } from './driver-failure';
import { unsetHint } from './load-failure';

/**
 * Why a data source could not connect, as one line and one that says what to do. Without a password.
 * @param root the project's folder.
 * @param unset variables that its file reads and that are not set.
 */
export function connectFailure(
  error: unknown,
  dataSource: DataSource,
  root: string,
  unset: readonly string[],
): UserError {
  if (error instanceof UserError) return error;
  const driver = driverFailure(error);
  if (driver) return driver;
  // Copies of TypeORM keep what decorators said in one place; the first makes it, and another version wants more of it.
  if (error instanceof TypeError && error.message.includes('metadataArgsStorage')) {
    return new UserError(
      'Two versions of TypeORM are loaded: the entities were made with another one than the data source.',
      'npm ls typeorm shows them: let the project have one.',
    );
  }
  const { options } = dataSource;
  const found =
    describeConnectionError(error) ??
    (errorName(error) === 'SqliteError' ? describeQueryFailure(error, {}) : undefined);
  const reason = withoutPassword(found?.title ?? messageOf(error), options);
  const place = describeDatabase(options, root);
  const text = `Cannot open ${place}: ${reason}`.replace(/\s+/g, ' ').trim();
  const hint =
    unset.length > 0 && lacksSomething(options)
      ? unsetHint(unset)
      : (found?.advice ?? 'typeorm-shell --doctor says what was found.');
  return new UserError(text, hint);
}

/** Whether something is not given that most servers want to know. */
function lacksSomething(options: DataSource['options']): boolean {
  const { url, host, port, username, password, database } = placeOf(options);
  if (typeof url === 'string' && url !== '') return /undefined|:\/\/(?:[:@]|$)/.test(url);
  const wanted = [host, username, password, database].some((value) => value === undefined || value === '');
  return wanted || (typeof port === 'number' && Number.isNaN(port));
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return [...new Set(error.errors.map((each) => messageOf(each)))].join(', ');
  }
  if (!(error instanceof Error)) return String(error);
  return error.message !== '' ? error.message : String((error as { code?: unknown }).code ?? error.name);
}
