import { relative, resolve } from 'node:path';
import type { DataSourceOptions } from 'typeorm';
import { maskPasswords } from '../output/mask-passwords';
import { connectionPasswords } from '../safety/masking/connection-passwords';

/** The options that say where a database is, of any driver. */
export interface Place {
  readonly type: string;
  readonly url?: unknown;
  readonly host?: unknown;
  readonly port?: unknown;
  readonly username?: unknown;
  readonly password?: unknown;
  readonly database?: unknown;
  readonly replication?: { readonly master?: Omit<Place, 'type'> };
}

/** Up to the last `@`, because people do write passwords with characters that a URL should not have. */
const USER_AND_PASSWORD = /^([a-z][a-z\d+.-]*:\/\/[^:/?#@]*):.*@/is;

/**
 * Where a data source leads, for a person: `postgres://ann@db.example:5432/shop`, or the file of a SQLite database. Never a password.
 * @param folder from which a file in it is named; otherwise by its whole path.
 */
export function describeDatabase(options: DataSourceOptions, folder?: string): string {
  const place = placeOf(options);
  const { type, url, host, port, username, database } = place;
  if (typeof url === 'string') return maskPasswords(url.replace(USER_AND_PASSWORD, '$1@'));
  if (host === undefined && username === undefined && typeof database === 'string') {
    if (database === ':memory:') return `${type} in memory`;
    const isInside = folder !== undefined && database.startsWith(`${folder}/`);
    return `${type}:${isInside ? relative(folder, database) : folder === undefined ? resolve(database) : database}`;
  }
  const user = username === undefined ? '' : `${String(username)}@`;
  return `${type}://${user}${String(host ?? 'localhost')}${port === undefined ? '' : `:${String(port)}`}/${String(database ?? '')}`;
}

/** The options of the server that is written to, where there are several. */
export function placeOf(options: DataSourceOptions): Place {
  const place = options as unknown as Place;
  return place.replication?.master ? { type: place.type, ...place.replication.master } : place;
}

/** The text without this data source's password, and without that of any URL in it. */
export function withoutPassword(text: string, options: DataSourceOptions): string {
  const passwords = connectionPasswords(options).filter((password) => password.length > 1);
  return passwords.reduce((masked, password) => masked.replaceAll(password, '***'), maskPasswords(text));
}
