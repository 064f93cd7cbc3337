import { relative } from 'node:path';
import type { DataSourceOptions } from 'typeorm';
import { maskPasswords } from '../output/mask-passwords';

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

/**
 * Where a data source leads, for a person: `postgres://ann@db.example:5432/shop`, or the file of a SQLite database, relative to a
 * folder. Never a password.
 */
export function describeDatabase(options: DataSourceOptions, folder: string): string {
  const place = placeOf(options);
  const { type, url, host, port, username, database } = place;
  if (typeof url === 'string') return maskPasswords(url).replace(':***@', '@');
  if (host === undefined && username === undefined && typeof database === 'string') {
    if (database === ':memory:') return `${type} in memory`;
    return `${type}:${database.startsWith(`${folder}/`) ? relative(folder, database) : database}`;
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
  const { password } = placeOf(options);
  const masked = maskPasswords(text);
  return typeof password === 'string' && password.length > 1 ? masked.replaceAll(password, '***') : masked;
}
