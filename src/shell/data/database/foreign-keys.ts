import type { DataConnection } from './connection';
import type { DataTable } from '../data-tables';

/** A foreign key as the database has it, by the names of its tables and columns there. */
export interface ForeignKey {
  /** `undefined` on SQLite. */
  readonly name: string | undefined;
  /** Whether PostgreSQL lets a transaction check it at its end. */
  readonly isDeferrable: boolean;
  readonly table: string;
  readonly columns: readonly string[];
  readonly referredTable: string;
  readonly referredColumns: readonly string[];
}

/** The parts of a key, in order; tables with the schema where it is not that of the connection. */
const POSTGRES = `
  SELECT c.conname, n.nspname, t.relname, a.attname, rn.nspname, rt.relname, ra.attname, current_schema(), c.condeferrable::text
  FROM pg_constraint c
  JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_class rt ON rt.oid = c.confrelid JOIN pg_namespace rn ON rn.oid = rt.relnamespace
  CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS part(key, referred, place)
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = part.key
  JOIN pg_attribute ra ON ra.attrelid = c.confrelid AND ra.attnum = part.referred
  WHERE c.contype = 'f'
  ORDER BY n.nspname, t.relname, c.conname, part.place`;

const MYSQL = `
  SELECT CONSTRAINT_NAME, TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME,
    REFERENCED_COLUMN_NAME, DATABASE()
  FROM information_schema.KEY_COLUMN_USAGE
  WHERE REFERENCED_TABLE_NAME IS NOT NULL AND TABLE_SCHEMA = DATABASE()
  ORDER BY TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION`;

/** The columns that a key leads to may be left out: then it is the primary key. */
const SQLITE = `
  SELECT NULL, NULL, t.name, f."from", NULL, f."table",
    coalesce(f."to", (SELECT p.name FROM pragma_table_info(f."table") p WHERE p.pk = f.seq + 1)), NULL, f.id
  FROM sqlite_master t, pragma_foreign_key_list(t.name) f
  WHERE t.type = 'table'
  ORDER BY t.name, f.id, f.seq`;

/** All foreign keys of the database, those between tables that no entity has too. */
export async function foreignKeys(connection: DataConnection): Promise<readonly ForeignKey[]> {
  const sql = { sqlite: SQLITE, postgres: POSTGRES, mysql: MYSQL }[connection.family];
  const keys = new Map<string, ForeignKey & { readonly columns: string[]; readonly referredColumns: string[] }>();
  for (const row of await connection.all(sql)) {
    const [name, schema, table, column, referredSchema, referred, referredColumn, own, last] = row.map((value) =>
      value === null || value === undefined ? undefined : String(value),
    );
    const place = JSON.stringify([schema, table, name ?? last]);
    const key = keys.get(place) ?? {
      name,
      isDeferrable: last === 'true',
      table: qualified(schema, table, own),
      columns: [],
      referredTable: qualified(referredSchema, referred, own),
      referredColumns: [],
    };
    key.columns.push(column ?? '');
    key.referredColumns.push(referredColumn ?? '');
    keys.set(place, key);
  }
  return [...keys.values()];
}

function qualified(schema: string | undefined, table = '', own: string | undefined): string {
  return schema === undefined || schema === own ? table : `${schema}.${table}`;
}

/** Whether a table of the database, by its name in {@link ForeignKey}, is one of the model's. */
export function isTable(name: string, { metadatas: [{ tableName, tablePath }] }: DataTable): boolean {
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  return same(name, tablePath) || same(name, tableName) || same(name, tablePath.split('.').slice(-2).join('.'));
}
