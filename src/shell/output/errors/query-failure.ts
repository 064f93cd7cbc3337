import { firstWordOf } from '../../queries/first-word';
import { effectOf } from '../../queries/statement';
import { errorMessage } from '../error-head';
import { ownData, readQuietly } from '../own-data';
import type { DatabaseProblem, DriverError } from './database-problem';
import type { ErrorContext, Finding } from './description';
import { quote, type FailedStatement } from './failed-statement';
import { ModelNames } from './model-names';
import { mysqlProblem } from './mysql-problem';
import { postgresProblem } from './postgres-problem';
import { duplicate, foreignKey, noSuchRow, stillReferredTo } from './refused-keys';
import { badKey, badValue, notNull, UNBINDABLE } from './refused-values';
import { SITUATIONS, type Situation } from './situations';
import { mistakeIn } from './sql-mistakes';
import { readStatement } from './sql-statement';
import { sqliteProblem } from './sqlite-problem';
import { noColumn, noTable, notInQuery } from './unknown-names';

function driverErrorOf(error: unknown): DriverError {
  const driverError = ownData(error, 'driverError') ?? error;
  const text = (key: string): string | undefined => {
    const value = readQuietly(driverError, key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const errno = readQuietly(driverError, 'errno');
  return {
    message: errorMessage(driverError),
    code: text('code'),
    errno: typeof errno === 'number' ? errno : undefined,
    detail: text('detail'),
    table: text('table'),
    column: text('column'),
    constraint: text('constraint'),
    sqlMessage: text('sqlMessage'),
  };
}

/** TypeORM's message begins with the name of the driver's own error, which says nothing to anybody. */
export function withoutName(message: string): string {
  return message.replace(/^[A-Za-z]*Error: /, '');
}

/** Reads what the driver said. By the form of the error alone: which driver it is may not be known. */
export function databaseProblem(error: unknown): DatabaseProblem | undefined {
  const driverError = driverErrorOf(error);
  if (driverError.errno !== undefined && driverError.sqlMessage !== undefined) return mysqlProblem(driverError);
  // EPIPE has five letters, too.
  if (/^(?=.*\d)[0-9A-Z]{5}$/.test(driverError.code ?? '')) return postgresProblem(driverError);
  return sqliteProblem(driverError) ?? postgresProblem(driverError) ?? mysqlProblem(driverError);
}

/** A statement that the database refused, in words; `undefined` for a refusal that is not known. */
export function describeQueryFailure(error: unknown, context: ErrorContext): Finding | undefined {
  const problem = databaseProblem(error);
  if (!problem) return undefined;
  if (problem.kind === 'read-only' && context.mode === 'read-only') return SHELL_READS;
  const query = ownData(error, 'query') ?? context.failed?.sql;
  const parameters = ownData(error, 'parameters') ?? context.failed?.parameters;
  // One server alone finds that out before: when a transaction is to be kept it waits for nobody.
  if (problem.kind === 'conflict' && isCommit(query ?? ownData(error, 'sql'))) return SITUATIONS.certification;
  if (problem.kind === 'connection-lost') return SITUATIONS[wasSent(error) ? lostIn(query) : 'connection-lost'];
  return describeProblem(problem, {
    names: new ModelNames(context.model),
    statement: readStatement(query, parameters),
    sql: typeof query === 'string' ? query : undefined,
    message: withoutName(errorMessage(error)),
    mistake: mistakeIn(problem, query, parameters, context.position?.text),
  });
}

/** What mysql2 and pg say of a statement on a connection of which they know already that it is lost: it never went there. */
const UNSENT = /Can't add new command when connection is in closed state|and is not queryable/;

function wasSent(error: unknown): boolean {
  return !UNSENT.test(errorMessage(error));
}

function isCommit(sql: unknown): boolean {
  return typeof sql === 'string' && firstWordOf(sql) === 'commit';
}

/** What a statement was, whose answer never came. */
function lostIn(sql: unknown): Situation {
  if (typeof sql !== 'string') return 'connection-lost';
  if (firstWordOf(sql) === 'commit') return 'commit-lost';
  return effectOf(sql).kind === 'write' ? 'write-lost' : 'connection-lost';
}

/** In read-only mode, in which the shell itself has made the connection one that reads. */
const SHELL_READS: Finding = {
  title: 'The database refused to write: this session is read-only.',
  advice: '.mode writable lets it write, .mode sandbox too without keeping it.',
};

function describeProblem(problem: DatabaseProblem, failure: FailedStatement): Finding {
  const { names, message } = failure;
  switch (problem.kind) {
    case 'no-such-row':
      return noSuchRow(problem, failure);
    case 'still-referred-to':
      return stillReferredTo(problem, failure);
    case 'foreign-key':
      return foreignKey(failure);
    case 'duplicate':
      return duplicate(problem, failure);
    case 'not-null':
      return notNull(problem, failure);
    case 'check':
      return { title: `The check "${problem.constraint}" of the table does not allow this.`, advice: message };
    case 'no-table':
      return noTable(problem.table, names);
    case 'not-in-query':
      return notInQuery(problem, failure);
    case 'no-column':
      return noColumn(problem, failure);
    case 'bad-value':
    case 'out-of-range':
    case 'too-long':
      return badValue(problem, failure);
    case 'bad-key':
      return badKey(failure);
    case 'no-number':
      return {
        title: `A value or a condition is ${problem.value}, which is no number for a database.`,
        advice: 'Check what it was computed from.',
      };
    case 'parameters':
      return {
        title: `The SQL has ${problem.missing ? 'more' : 'fewer'} placeholders than it was given values.`,
        advice: failure.mistake ?? 'Give one value for each, in an array; an object or an array is no value.',
      };
    case 'syntax':
      return {
        title: `The database does not understand this SQL${problem.near === undefined || problem.near === '' ? ': it ends too early.' : `, near ${quote(problem.near)}.`}`,
        advice: failure.mistake ?? 'Look at what stands there, or just before.',
      };
    case 'no-operator':
      return {
        title: `The database has no operator ${problem.operator} for such values.`,
        advice: failure.mistake ?? message,
      };
    case 'unbindable':
      return UNBINDABLE;
    default:
      return SITUATIONS[problem.kind];
  }
}
