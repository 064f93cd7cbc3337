import { randomBytes } from 'node:crypto';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { placeOf } from '../../project/describe-database';
import { typeormsOwn } from '../typeorms-own';

/** What a copy is called: whoever finds one that was left knows what it was for. */
export function copyName(): string {
  return `typeorm_shell_rehearsal_${process.pid}_${randomBytes(6).toString('hex')}`;
}

/** The project's data source on another database of the same server, or in another file, connected. Connecting changes nothing. */
export function sourceOn(
  dataSource: DataSource,
  database: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<DataSource> {
  const { url, ...place } = placeOf(dataSource.options) as { readonly url?: unknown };
  const options = {
    ...dataSource.options,
    ...place,
    ...(typeof url === 'string' && /^\w+:\/\//.test(url) ? { url: withDatabase(url, database) } : {}),
    database,
    replication: undefined,
    logging: false,
    logger: undefined,
    synchronize: false,
    dropSchema: false,
    migrationsRun: false,
    ...more,
  };
  // What the project's own class does beside it when it connects is not wanted here.
  const Made = typeormsOwn(dataSource).constructor as new (options: DataSourceOptions) => DataSource;
  return new Made(options as unknown as DataSourceOptions).initialize();
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/** How a server is reached, whatever way the options say it: user, password, host, port. */
export interface ServerAccess {
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly ssl?: unknown;
  readonly socketPath?: string;
}

export async function serverAccess({ options }: DataSource): Promise<ServerAccess> {
  const { url, host, port, username, password, ssl, socketPath } = placeOf(options) as unknown as Readonly<
    Record<string, unknown>
  >;
  const asked = typeof url === 'string' && /^\w+:\/\//.test(url) ? new URL(url) : undefined;
  // A password may be made when it is needed.
  const secret = typeof password === 'function' ? await (password as () => unknown)() : password;
  const first = (...values: readonly unknown[]): string | undefined =>
    values.map((value) => (value === undefined || value === null ? '' : String(value))).find((value) => value !== '');
  const access = {
    host: first(asked && decodeURIComponent(asked.hostname), host),
    port: first(asked?.port, port),
    user: first(asked && decodeURIComponent(asked.username), username),
    password: first(asked && decodeURIComponent(asked.password), secret),
  };
  return {
    ...(access.host === undefined ? {} : { host: access.host }),
    ...(access.port === undefined ? {} : { port: Number(access.port) }),
    ...(access.user === undefined ? {} : { user: access.user }),
    ...(access.password === undefined ? {} : { password: access.password }),
    ...(ssl === undefined ? {} : { ssl }),
    ...(typeof socketPath === 'string' ? { socketPath } : {}),
  };
}
