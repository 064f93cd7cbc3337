import path from 'node:path';
import type { DataSourceOptions } from 'typeorm';

/** The options that say which database, and nothing about entities and migrations. */
export type DatabaseOptions = Extract<DataSourceOptions, { type: 'better-sqlite3' | 'postgres' | 'mysql' | 'mariadb' }>;

/** A `DATABASE_URL` that cannot be used. The message is one line, without the password. */
export class DatabaseUrlError extends Error {
  override readonly name = 'DatabaseUrlError';
}

/** A server that does not answer is given up on after this long: a firewall that swallows packets would take minutes. */
const CONNECT_TIMEOUT_MS = 10_000;

/** How long a statement waits for another process that is writing to the same SQLite file. */
const BUSY_TIMEOUT_MS = 5_000;

/** Where the data is unless `DATABASE_URL` says otherwise. */
export const DEFAULT_FILE = path.resolve(__dirname, '..', 'data', 'app.db');

/**
 * Which database to use.
 * @param env the environment; only `DATABASE_URL` is read: `postgres://`, `mysql://`, `mariadb://`, `sqlite:PATH` (relative to
 *   the current directory) or `sqlite::memory:`. Without it, `data/app.db` in the project's folder.
 * @throws DatabaseUrlError when the URL is malformed, of an unknown kind, or names no database.
 */
export function dataSourceOptions(env: Readonly<Record<string, string | undefined>>): DatabaseOptions {
  const url = env.DATABASE_URL?.trim() ?? '';
  if (url === '') return sqlite(DEFAULT_FILE);
  const kind = /^([a-z][a-z\d+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  switch (kind) {
    case 'sqlite':
      return sqlite(sqlitePath(url));
    case 'postgres':
    case 'postgresql':
      return postgres(parse(url));
    case 'mysql':
    case 'mariadb':
      return mysql(kind, parse(url));
    default:
      throw new DatabaseUrlError(
        `DATABASE_URL is not of a kind known here: ${maskPassword(url)} (postgres://, mysql://, mariadb:// or sqlite:PATH)`,
      );
  }
}

/**
 * Where a data source leads, for a person: `postgres://ann@db.example:5432/shop`, or the file of a SQLite database. Never a
 * password.
 */
export function describeDatabase(options: DataSourceOptions): string {
  if (options.type === 'better-sqlite3') return options.database;
  const { host, port, username, database } = options as {
    host?: string;
    port?: number;
    username?: string;
    database?: unknown;
  };
  const user = username === undefined ? '' : `${encodeURIComponent(username)}@`;
  const place = host === undefined ? '' : host.includes('/') ? encodeURIComponent(host) : host;
  return `${options.type}://${user}${place}${port === undefined ? '' : `:${port}`}/${String(database ?? '')}`;
}

/**
 * One line that says that a database cannot be reached and why.
 * @param error what connecting gave. Drivers put the reason in `message`, or, for a host with several addresses, in the
 *   errors of an `AggregateError`.
 */
export function describeConnectionError(error: unknown, options: DataSourceOptions): string {
  const reason = reasonOf(error).replace(/\s+/g, ' ').trim();
  const password = (options as { password?: unknown }).password;
  const safe = typeof password === 'string' && password !== '' ? reason.replaceAll(password, '***') : reason;
  return `Cannot open the database ${describeDatabase(options)}: ${safe}`;
}

/** The text of a URL, well-formed or not, with `***` for its password. */
export function maskPassword(url: string): string {
  return url
    .replace(/^([a-z][a-z\d+.-]*:\/\/[^:/?#@]*:).*@/is, '$1***@')
    .replace(/([?&][^=&]*(?:password|passwd|pwd|secret|token)[^=&]*=)[^&]*/gi, '$1***');
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0)
    return [...new Set(error.errors.map(reasonOf))].join(', ');
  if (!(error instanceof Error)) return String(error);
  const code = (error as { code?: unknown }).code;
  return error.message !== '' ? error.message : String(code ?? error.name);
}

function sqlitePath(url: string): string {
  const written = url.slice(url.indexOf(':') + 1).replace(/^\/\//, '');
  if (written === '') throw new DatabaseUrlError(`DATABASE_URL names no file: ${url} (sqlite:PATH or sqlite::memory:)`);
  return written === ':memory:' ? written : path.resolve(written);
}

function sqlite(database: string): DatabaseOptions {
  // TypeORM itself turns foreign keys on for each connection. WAL: readers and a writer do not wait for each other.
  return { type: 'better-sqlite3', database, enableWAL: database !== ':memory:', timeout: BUSY_TIMEOUT_MS };
}

interface ServerUrl {
  readonly host: string;
  readonly port: number | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly database: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** The URL as it may be shown. */
  readonly masked: string;
}

function parse(url: string): ServerUrl {
  const masked = maskPassword(url);
  let parsed: URL;
  try {
    parsed = new URL(url);
    const database = decodeURIComponent(parsed.pathname.slice(1));
    if (database === '') throw new DatabaseUrlError(`DATABASE_URL names no database: ${masked} (…/NAME at its end)`);
    return {
      host: parsed.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: parsed.port === '' ? undefined : Number(parsed.port),
      username: decodeURIComponent(parsed.username) || undefined,
      password: decodeURIComponent(parsed.password) || undefined,
      database,
      parameters: new Map(parsed.searchParams),
      masked,
    };
  } catch (error) {
    if (error instanceof DatabaseUrlError) throw error;
    throw new DatabaseUrlError(
      `DATABASE_URL is not a valid URL: ${masked} (special characters in user or password are written as %XX)`,
    );
  }
}

function postgres(url: ServerUrl): DatabaseOptions {
  const { host: socket, sslmode } = only(url, ['host', 'sslmode']);
  return {
    type: 'postgres',
    host: (socket ?? url.host) || 'localhost',
    port: url.port ?? 5432,
    username: url.username,
    password: url.password,
    database: url.database,
    ...ssl(url, 'sslmode', sslmode),
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
  };
}

function mysql(type: 'mysql' | 'mariadb', url: ServerUrl): DatabaseOptions {
  const { socket, sslmode } = only(url, ['socket', 'sslmode']);
  return {
    type,
    host: url.host || 'localhost',
    port: url.port ?? 3306,
    username: url.username,
    password: url.password,
    database: url.database,
    ...(socket === undefined ? {} : { socketPath: socket }),
    ...ssl(url, 'sslmode', sslmode),
    connectTimeout: CONNECT_TIMEOUT_MS,
  };
}

/** The parameters of a URL, all of them known: one that is misspelt must not be dropped without a word. */
function only<Name extends string>(url: ServerUrl, names: readonly Name[]): { readonly [N in Name]?: string } {
  for (const name of url.parameters.keys()) {
    if (!(names as readonly string[]).includes(name)) {
      throw new DatabaseUrlError(
        `DATABASE_URL has an unknown parameter "${name}": ${url.masked} (known: ${names.join(', ')})`,
      );
    }
  }
  return Object.fromEntries(url.parameters) as { readonly [N in Name]?: string };
}

function ssl(url: ServerUrl, name: string, mode: string | undefined): { ssl?: { rejectUnauthorized: boolean } } {
  switch (mode) {
    case undefined:
    case 'disable':
      return {};
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return { ssl: { rejectUnauthorized: true } };
    case 'no-verify':
      return { ssl: { rejectUnauthorized: false } };
    default:
      throw new DatabaseUrlError(
        `DATABASE_URL has an unknown ${name} "${mode}": ${url.masked} (known: disable, require, verify-ca, verify-full, no-verify)`,
      );
  }
}
