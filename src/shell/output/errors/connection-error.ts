import { errorMessage, errorName } from '../error-head';
import { readQuietly } from '../own-data';
import type { Finding } from './description';

const CLOSED_NAMES: ReadonlySet<string> = new Set([
  'CannotExecuteNotConnectedError',
  'ConnectionIsNotSetError',
  'NoConnectionForRepositoryError',
  'CannotGetEntityManagerNotConnectedError',
  'CannotConnectNotConnectedError',
]);

// In order: TypeORM (PostgreSQL, MySQL and MariaDB), better-sqlite3, pg, mysql2, TypeORM's BaseEntity.
const CLOSED_MESSAGES =
  /^(?:TypeError: )?(?:Driver not Connected|Connection is not established|The database connection is not open|Cannot use a pool after calling end|Pool is closed|DataSource is not (?:set|initialized))/;

const CLOSED: Finding = {
  title: 'The connection to the database is closed.',
  advice: 'Open it again: dataSource.initialize().',
};

/** What pg's runner says of itself after its connection went away, too. */
const RELEASED: Finding = {
  title: 'This query runner is released: by release(), or because its connection was lost.',
  advice: 'Make another with dataSource.createQueryRunner(). What its transaction had not committed is gone.',
};

/** How a server could not be reached, or did not let us in. By the codes of Node, PostgreSQL, MariaDB and SQLite. */
const CODES: Readonly<Record<string, (place: string, message: string) => Finding>> = {
  ECONNREFUSED: (place) => ({
    title: `No database server answers${place}.`,
    advice: 'Start the server, or check host and port of the data source.',
  }),
  ENOTFOUND: (place) => ({
    title: `There is no host of that name${place}.`,
    advice: 'Check the host of the data source.',
  }),
  EAI_AGAIN: (place) => ({
    title: `The name of the host could not be looked up${place}.`,
    advice: 'Check the host of the data source and the network.',
  }),
  ETIMEDOUT: (place) => ({
    title: `The database server did not answer in time${place}.`,
    advice: 'Check host and port of the data source and the network.',
  }),
  ECONNRESET: () => ({
    title: 'The database server broke the connection off.',
    advice: 'Check that the server runs, then try again.',
  }),
  '28P01': (_place, message) => ({
    title: `The server refused the password: ${message}.`,
    advice: 'Check user and password of the data source.',
  }),
  28000: (_place, message) => ({
    title: `The server does not let this user in: ${message}.`,
    advice: 'Check user and password of the data source.',
  }),
  '3D000': (_place, message) => ({
    title: `There is no such database: ${message}.`,
    advice: 'Create it, or check the name in the data source.',
  }),
  ER_ACCESS_DENIED_ERROR: (_place, message) => ({
    title: `The server refused the user or the password: ${message}.`,
    advice: 'Check user and password of the data source.',
  }),
  // MariaDB, for a user that is not there.
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: (_place, message) => ({
    title: `The server refused the user or the password: ${message}.`,
    advice: 'Check user and password of the data source.',
  }),
  ER_DBACCESS_DENIED_ERROR: (_place, message) => ({
    title: `The user may not use this database: ${message}.`,
    advice: 'Grant the right, or check the name in the data source.',
  }),
  ER_BAD_DB_ERROR: (_place, message) => ({
    title: `There is no such database: ${message}.`,
    advice: 'Create it, or check the name in the data source.',
  }),
  '57P03': () => ({
    title: 'The database server is starting up or shutting down.',
    advice: 'Run it again in a moment.',
  }),
  53300: () => ({
    title: 'The database server has no connection left.',
    advice: 'Run it again when others have closed theirs, or raise max_connections.',
  }),
  ER_CON_COUNT_ERROR: () => ({
    title: 'The database server has no connection left.',
    advice: 'Run it again when others have closed theirs, or raise max_connections.',
  }),
  SQLITE_CANTOPEN: () => ({
    title: 'The database file cannot be opened.',
    advice: 'Check its path and permissions, and that the folder exists.',
  }),
};

function placeOf(error: unknown): string {
  const first =
    readQuietly(error, 'address') === undefined ? (readQuietly(readQuietly(error, 'errors'), 0) ?? error) : error;
  const host = readQuietly(first, 'address') ?? readQuietly(first, 'hostname');
  const port = readQuietly(first, 'port');
  if (typeof host !== 'string') return '';
  return typeof port === 'number' ? ` at ${host}:${port}` : `: ${host}`;
}

/** A connection that is closed, or that could not be made; `undefined` for everything else. */
export function describeConnectionError(error: unknown): Finding | undefined {
  const message = errorMessage(error);
  if (CLOSED_NAMES.has(errorName(error)) || CLOSED_MESSAGES.test(message)) return CLOSED;
  if (errorName(error) === 'QueryRunnerAlreadyReleasedError') return RELEASED;
  const code = readQuietly(error, 'code');
  if (typeof code !== 'string' || !Object.hasOwn(CODES, code)) return undefined;
  return CODES[code]?.(placeOf(error), message.replace(/\.$/, ''));
}
