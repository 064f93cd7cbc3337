import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { UserError } from '../user-error';
import { shown } from './shown-value';

const POSTGRES = new Set(['postgres', 'aurora-postgres', 'cockroachdb']);
const MYSQL = new Set(['mysql', 'mariadb', 'aurora-mysql']);
const SQLITE = new Set(['better-sqlite3', 'sqljs', 'expo', 'cordova', 'react-native', 'nativescript', 'capacitor']);
const JSON_TYPES: ReadonlySet<unknown> = new Set(['json', 'jsonb', 'simple-json']);
/** An example is no longer than this, in characters. */
const LONGEST = 60;

/**
 * Refuses an object or a list that is compared with a column of JSON, or of a list in one text, as it is: TypeORM hands it to the driver,
 * which makes parameters of its own of it, or a text that no row holds.
 * @param value what the column is compared with, out of its operator
 * @throws UserError with a condition that finds rows
 */
export function checkJsonCondition(
  entity: string,
  column: ColumnMetadata,
  value: object,
  { options: { type: database } }: DataSource,
): void {
  if (column.transformer !== undefined) return;
  const isList = column.type === 'simple-array';
  if (!isList && !JSON_TYPES.has(column.type)) return;
  if (!POSTGRES.has(database) && !MYSQL.has(database) && !SQLITE.has(database)) return;
  // Its driver makes JSON of an object, and PostgreSQL compares JSON, or the text of it.
  if (POSTGRES.has(database) && !isList && column.type !== 'json' && !Array.isArray(value)) return;
  throw new UserError(
    `${entity}.${column.propertyPath} holds ${isList ? 'a list as text' : 'JSON'}: ${shown(value)} cannot be compared with it.`,
    `Write ${column.propertyName}: ${isList ? JSON.stringify(String(value)) : jsonConditionFor(value, column, database)}.`,
  );
}

export function isPostgres(database: string): boolean {
  return POSTGRES.has(database);
}

/** A condition that finds the rows whose JSON holds a value, as a person writes it. */
export function jsonConditionFor(value: object, { type }: ColumnMetadata, database: string): string {
  const json = JSON.stringify(value);
  const written = json.length > LONGEST ? '…' : json;
  const text = `JSON.stringify(${written})`;
  if (POSTGRES.has(database)) {
    if (type !== 'json') return text;
    return Array.isArray(value) ? raw('cast(${column} as jsonb) = :json', text) : `JsonContains(${written})`;
  }
  const part = firstPart(value);
  if (part !== undefined)
    return raw(`${SQLITE.has(database) ? 'json_extract' : 'json_value'}(\${column}, '${part.path}') = ${part.literal}`);
  return MYSQL.has(database) && type === 'json' ? raw('json_contains(${column}, :json)', text) : text;
}

function raw(sql: string, parameter?: string): string {
  return `Raw((column) => \`${sql}\`${parameter === undefined ? '' : `, { json: ${parameter} }`})`;
}

/** The first text or number in an object, by its path, if both can be written without escapes. */
function firstPart(value: object): { readonly path: string; readonly literal: string } | undefined {
  let path = '$';
  let inner: unknown = value;
  while (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
    const [[key, next] = ['']] = Object.entries(inner) as [string, unknown][];
    if (!/^\w+$/.test(key)) return undefined;
    path += `.${key}`;
    inner = next;
  }
  if (path === '$') return undefined;
  if (typeof inner === 'number') return { path, literal: String(inner) };
  const isPlain = typeof inner === 'string' && inner.length <= LONGEST && !/['"`\\$:]/.test(inner);
  return isPlain ? { path, literal: `'${inner as string}'` } : undefined;
}
