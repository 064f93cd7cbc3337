import type { DataSource } from 'typeorm';
import { personOf, type Person } from '../../safety/person';
import { placeOf } from '../describe-database';
import { changeOptions } from './change-options';

/** PostgreSQL cuts an `application_name` behind so many bytes. */
const MOST_BYTES = 63;

/** Where a project may have named its connections itself. */
interface NamingOptions {
  readonly type: string;
  readonly url?: unknown;
  readonly applicationName?: unknown;
  readonly extra?: {
    readonly application_name?: unknown;
    readonly connectAttributes?: Readonly<Record<string, unknown>>;
  };
}

const URL_NAME = /([?&]application_name=)([^&#]*)/i;

/**
 * What a connection of the shell is called: `typeorm-shell ann (0.1.0)`.
 * @param own what the project calls its connections: it stays before that, cut where both would be too long.
 */
export function connectionName({ user, sudoUser }: Person, version: string, own = ''): string {
  // What is not ASCII PostgreSQL shows as question marks or as codes.
  const ascii = (text: string): string => text.replace(/[^\x20-\x7e]/gu, '?');
  const ours = ascii(`typeorm-shell ${sudoUser ?? user}`).slice(0, MOST_BYTES);
  const full = `${ours} (${version})`;
  if (own === '') return full.length <= MOST_BYTES ? full : ours;
  // It connects for the second time.
  if (own.includes(ours)) return own;
  const theirs = ascii(own).slice(0, Math.max(0, MOST_BYTES - ours.length - 1));
  return `${theirs} ${ours}`.trim();
}

/**
 * Names the connections of a data source to its server, before it connects, so that an administrator sees who is there: PostgreSQL's
 * `application_name` and CockroachDB's, the connect attribute `program_name` of MySQL and MariaDB (with mysql2). Others stay as they are.
 */
export function nameConnection(dataSource: DataSource, person: Person, version: string, env: NodeJS.ProcessEnv): void {
  const options = dataSource.options as unknown as NamingOptions;
  const { type, url, extra } = options;
  if (type === 'postgres' || type === 'cockroachdb') {
    const inUrl = typeof url === 'string' ? decoded(URL_NAME.exec(url)?.[2] ?? '') : '';
    const { applicationName } = placeOf(dataSource.options) as Pick<NamingOptions, 'applicationName'>;
    const own = [inUrl, extra?.application_name, options.applicationName, applicationName, env.PGAPPNAME];
    const name = connectionName(person, version, own.find(isText));
    const named = { extra: { ...extra, application_name: name } };
    // What a URL says goes before all else.
    const withName = (_whole: string, key: string): string => `${key}${encodeURIComponent(name)}`;
    changeOptions(dataSource, inUrl === '' ? named : { ...named, url: String(url).replace(URL_NAME, withName) });
  } else if (type === 'mysql' || type === 'mariadb') {
    const attributes = extra?.connectAttributes;
    const name = connectionName(person, version, [attributes?.program_name].find(isText));
    changeOptions(dataSource, { extra: { ...extra, connectAttributes: { ...attributes, program_name: name } } });
  }
}

/** The same for all data sources of a project: what `Connecting` does before each connects. */
export function naming(env: NodeJS.ProcessEnv, version: string): (dataSource: DataSource) => void {
  const person = personOf(env);
  return (dataSource) => nameConnection(dataSource, person, version, env);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
