import { maskPasswords } from './mask-passwords';
import { ownData, readQuietly } from './own-data';
import type { Theme } from './theme';
import { visible } from './visible';

/** SQL longer than this is cut in the one line for a query builder. */
const LONGEST_SQL = 500;

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * The mark that TypeORM puts on its objects to know them from another copy of itself: `Symbol.for('DataSource')` and so on.
 * `instanceof` would miss those.
 */
function mark(value: object): string | undefined {
  const symbol = ownData(value, '@instanceof');
  return typeof symbol === 'symbol' ? symbol.description : undefined;
}

function isDataSource(value: unknown): value is object {
  return typeof value === 'object' && value !== null && mark(value) === 'DataSource';
}

/** Which database it is: type and file, or type and host/database. Never the user's password. */
function databaseText(options: unknown): string {
  const type = text(readQuietly(options, 'type')) ?? 'unknown';
  const database = text(readQuietly(options, 'database'));
  const url = text(readQuietly(options, 'url'));
  const host = text(readQuietly(options, 'host'));
  if (url !== undefined) return `${type} ${maskPasswords(url)}`;
  const place = [host, database].filter((part) => part !== undefined).join('/');
  return place === '' ? type : `${type} ${place}`;
}

function queryBuilderText(builder: object, name: string): string {
  const alias = readQuietly(readQuietly(builder, 'expressionMap'), 'mainAlias');
  const metadata = readQuietly(alias, 'hasMetadata') === true ? readQuietly(alias, 'metadata') : undefined;
  const target = text(readQuietly(metadata, 'name')) ?? text(readQuietly(alias, 'tablePath'));
  const getQuery = readQuietly(builder, 'getQuery');
  let sql: string;
  try {
    sql = typeof getQuery === 'function' ? String(getQuery.call(builder)) : '';
  } catch (error) {
    // An unfinished builder (an update with nothing to set) has no SQL yet.
    sql = String(readQuietly(error, 'message') ?? '');
  }
  if (sql.length > LONGEST_SQL) sql = `${sql.slice(0, LONGEST_SQL)}…`;
  return `<${[name, target].filter(Boolean).join(' ')}${sql === '' ? '' : `: ${sql}`}>`;
}

function constructorName(value: object): string {
  return text(readQuietly(readQuietly(value, 'constructor'), 'name')) ?? 'Object';
}

/**
 * A data source, manager, repository, query builder or other part of TypeORM in one line. Node would print thousands of lines
 * for each, with the password of the connection among them.
 * @returns `undefined` when the value is no such object
 */
export function typeormObjectLine(value: object): string | undefined {
  const marked = mark(value);
  switch (marked) {
    case undefined:
      break;
    case 'DataSource': {
      const closed = readQuietly(value, 'isInitialized') === false ? ', closed' : '';
      return `<${constructorName(value)} ${databaseText(readQuietly(value, 'options'))}${closed}>`;
    }
    case 'EntityMetadata':
      return `<EntityMetadata ${text(readQuietly(value, 'name')) ?? ''}>`;
    case 'ColumnMetadata':
      return `<ColumnMetadata ${text(readQuietly(value, 'propertyPath')) ?? ''}>`;
    case 'EntitySchema':
      return `<EntitySchema ${text(readQuietly(readQuietly(value, 'options'), 'name')) ?? ''}>`;
    case 'EntityManager':
    case 'MongoEntityManager':
    case 'SqljsEntityManager':
      return `<${constructorName(value)}>`;
    default:
      if (marked.endsWith('QueryBuilder')) return queryBuilderText(value, constructorName(value));
      // Operators (`Like('%a%')`) and parts of a schema are small, and worth reading.
      return undefined;
  }
  if (isRepository(value))
    return `<${constructorName(value)} ${text(readQuietly(readQuietly(value, 'metadata'), 'name')) ?? ''}>`;
  return isInternal(value) ? `<${constructorName(value)}>` : undefined;
}

function isRepository(value: object): boolean {
  const manager = ownData(value, 'manager');
  return (
    typeof manager === 'object' &&
    manager !== null &&
    mark(manager)?.endsWith('EntityManager') === true &&
    typeof readQuietly(value, 'createQueryBuilder') === 'function'
  );
}

const INTERNAL_NAME = /(?:Driver|QueryRunner|Metadata|Builder|Executor|Loader|Broadcaster|Manager|QueryResultCache)$/;

/**
 * A driver, a query runner, metadata of a relation: they hold the data source, and through it everything else. A person's own
 * class that holds a data source is none: it is shown, with the data source in one line.
 */
function isInternal(value: object): boolean {
  if (!INTERNAL_NAME.test(constructorName(value))) return false;
  return [value, ownData(value, 'entityMetadata'), ownData(value, 'driver')].some(
    (holder) => isDataSource(ownData(holder, 'connection')) || isDataSource(ownData(holder, 'dataSource')),
  );
}

/** Whether an object is one of TypeORM's, so that `typeormObjectText` is worth asking. Builds no text. */
export function isTypeormObject(value: object): boolean {
  return mark(value) !== undefined || isRepository(value) || isInternal(value);
}

const PRIVATE_OPTIONS: ReadonlySet<string> = new Set(['password', 'url', 'uri', 'connectionString']);

/** Whether an object is the options of a connection, whose password must not be shown. */
export function isConnectionOptions(value: object): boolean {
  return (
    text(ownData(value, 'type')) !== undefined && [...PRIVATE_OPTIONS].some((key) => ownData(value, key) !== undefined)
  );
}

/** An option of a connection as it may be shown. */
export function maskedOption(key: string, value: unknown): unknown {
  if (!PRIVATE_OPTIONS.has(key) || value === undefined) return value;
  return key === 'password' || typeof value !== 'string' ? '***' : maskPasswords(value);
}

/** The same line for the terminal. */
export function typeormObjectText(value: object, theme: Theme): string | undefined {
  const line = typeormObjectLine(value);
  return line === undefined ? undefined : theme.special(visible(line));
}
