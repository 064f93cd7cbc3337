import type { DataSourceOptions } from 'typeorm';

/** The part of a data source's options in which a password may stand. */
interface Server {
  readonly url?: unknown;
  readonly host?: unknown;
  readonly username?: unknown;
  readonly password?: unknown;
  readonly database?: unknown;
  readonly replication?: { readonly master?: Server; readonly slaves?: readonly Server[] };
}

/** A password of letters alone is only known from so many on: it may be a word. */
const LONG_WORD = 16;
const SHORTEST = 6;

/** The passwords with which a data source connects, as they are and as a URL has them. */
export function connectionPasswords(options: DataSourceOptions): readonly string[] {
  return serversOf(options).flatMap(({ password }) => (isText(password) ? written(password) : []));
}

/**
 * Those of them that may be masked wherever they stand. Words, and what the user, the host or the database is called, are left out: they
 * stand in much that is no secret.
 */
export function tellingPasswords(options: DataSourceOptions): readonly string[] {
  return serversOf(options).flatMap(({ password, username, host, database }) => {
    if (!isText(password) || password.length < SHORTEST || [username, host, database].includes(password)) return [];
    const isWord = /^\p{L}*$/u.test(password) && password.length < LONG_WORD;
    return isWord ? [] : written(password);
  });
}

function serversOf(options: DataSourceOptions): readonly Server[] {
  const { replication, ...alone } = options as unknown as Server;
  const servers = [alone, replication?.master ?? [], replication?.slaves ?? []].flat();
  return servers.flatMap((server) => [server, ...fromUrl(server)]);
}

function written(password: string): readonly string[] {
  return [password, encodeURIComponent(password)];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function fromUrl({ url }: Server): readonly Server[] {
  if (!isText(url)) return [];
  try {
    const { username, password, hostname: host, pathname } = new URL(url);
    const decoded = [password, username, pathname.slice(1)].map(decodeURIComponent);
    return [{ password: decoded[0], username: decoded[1], host, database: decoded[2] }];
  } catch {
    return [];
  }
}
