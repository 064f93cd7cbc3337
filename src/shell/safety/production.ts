import { basename } from 'node:path';
import type { DataSourceOptions } from 'typeorm';
import { placeOf } from '../project/describe-database';

/**
 * What a project's settings say: all of its data sources are production, none is, or those are whose name, host or database is one of the
 * texts or fits one of the patterns.
 */
export type ProductionSetting = boolean | readonly (string | RegExp)[];

export interface ProductionFacts {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How the data source is called. */
  readonly name: string;
  readonly options: DataSourceOptions;
  readonly setting?: ProductionSetting;
}

export interface Production {
  readonly production: boolean;
  /** What decided it, without a capital and a full stop: `NODE_ENV is production`. */
  readonly why: string;
}

/** Variables that say what a program is run for. */
const VARIABLES = ['NODE_ENV', 'APP_ENV', 'DEPLOY_ENV', 'ENVIRONMENT', 'STAGE'] as const;
const WORDS = new Set(['prod', 'prd', 'production', 'live']);
const NOT = new Set(['no', 'non', 'not', 'pre']);

/**
 * Whether a data source is production. Where the settings say so or say no, they decide alone; otherwise it is when a variable
 * (`NODE_ENV`, …) says production, or when the name of its host or database has the word prod, production or live in it. A database in
 * memory never is.
 */
export function productionOf({ env, name, options, setting }: ProductionFacts): Production {
  const { host, database } = hostAndDatabase(options);
  if (typeof setting === 'boolean') return { production: setting, why: `the settings say production: ${setting}` };
  if (setting !== undefined) {
    const named = [name, host, database].find((text) => text !== undefined && isNamed(text, setting));
    return named === undefined
      ? { production: false, why: 'the settings do not name it as production' }
      : { production: true, why: `the settings name ${named} as production` };
  }
  if (isInMemory(options)) return { production: false, why: 'it is in memory' };
  const variable = VARIABLES.find((each) => WORDS.has(env[each]?.trim().toLowerCase() ?? ''));
  if (variable !== undefined) return { production: true, why: `${variable} is ${env[variable]?.trim()}` };
  if (host !== undefined && hasWord(host)) return { production: true, why: `its host is ${host}` };
  if (database !== undefined && hasWord(database)) return { production: true, why: `its database is ${database}` };
  return { production: false, why: 'neither a variable nor its host or database says production' };
}

/** Of a SQLite database the name of its file. */
function hostAndDatabase(options: DataSourceOptions): { readonly host?: string; readonly database?: string } {
  const { type, url, host, database } = placeOf(options);
  const fromUrl = typeof url === 'string' && url !== '' ? partsOf(url) : {};
  const named = fromUrl.database ?? textOf(database);
  return {
    host: fromUrl.host ?? textOf(host),
    database: named !== undefined && /sqlite|sqljs/.test(type) ? basename(named) : named,
  };
}

function partsOf(url: string): { readonly host?: string; readonly database?: string } {
  try {
    const { hostname, pathname } = new URL(url);
    return { host: textOf(hostname), database: textOf(decodeURIComponent(pathname.slice(1))) };
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isNamed(text: string, names: readonly (string | RegExp)[]): boolean {
  // A pattern with the flag `g` remembers where it was.
  return names.some((name) => (typeof name === 'string' ? name === text : text.search(name) !== -1));
}

function isInMemory(options: DataSourceOptions): boolean {
  const { type, database } = placeOf(options);
  return /sqlite|sqljs/.test(type) && (database === undefined || database === '' || database === ':memory:');
}

/** `db.prod-eu1.example`, `shopProduction`, `live_2`; neither `products` nor `non-prod`. */
function hasWord(name: string): boolean {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.some((word, index) => WORDS.has(word) && !NOT.has(words[index - 1] ?? ''));
}
