import type { EntityMetadata } from 'typeorm';

export type ColumnMetadata = EntityMetadata['columns'][number];

/** Databases that can be dumped from and loaded into. */
export type Family = 'sqlite' | 'postgres' | 'mysql';

/** What kind of values a column holds, whichever database it is in: each kind has one way to be written in a dump. */
export type ColumnKind =
  'boolean' | 'integer' | 'decimal' | 'float' | 'text' | 'date' | 'time' | 'datetime' | 'json' | 'bytes';

const KINDS: Readonly<Record<Exclude<ColumnKind, 'text'>, string>> = {
  boolean: 'boolean bool',
  integer:
    'int integer int2 int4 int8 int64 tinyint smallint mediumint bigint serial serial2 serial4 serial8 smallserial bigserial year',
  decimal: 'decimal numeric dec fixed number',
  float: 'float float4 float8 double real',
  date: 'date',
  time: 'time',
  datetime: 'datetime timestamp timestamptz',
  json: 'json jsonb',
  bytes: 'blob tinyblob mediumblob longblob bytea binary varbinary',
};
/** Types of several words. */
const LONG_NAMES: Readonly<Record<string, ColumnKind>> = {
  'unsigned big int': 'integer',
  'double precision': 'float',
  'time without time zone': 'time',
  'timestamp without time zone': 'datetime',
  'timestamp with time zone': 'datetime',
};
/** What MariaDB and MySQL give and take as bytes. */
const MYSQL_BYTES = new Set(
  'bit geometry point linestring polygon multipoint multilinestring multipolygon geometrycollection geomcollection'.split(
    ' ',
  ),
);
const BY_NAME: ReadonlyMap<string, ColumnKind> = new Map([
  ...Object.entries(KINDS).flatMap(([kind, names]) =>
    names.split(' ').map((name) => [name, kind as ColumnKind] as const),
  ),
  ...Object.entries(LONG_NAMES),
]);

/** By what the entity says of it. Everything that has no way of its own is text: enums, UUIDs, arrays of PostgreSQL, `simple-json`. */
export function columnKind({ type, isArray }: Pick<ColumnMetadata, 'type' | 'isArray'>, family: Family): ColumnKind {
  if (isArray) return 'text';
  if (typeof type === 'function') return ofClass(type);
  if (family === 'mysql' && MYSQL_BYTES.has(type)) return 'bytes';
  return BY_NAME.get(type) ?? 'text';
}

/** What a property was declared as, where the column says no type. */
function ofClass(type: { readonly name: string }): ColumnKind {
  switch (type.name) {
    case 'Number':
      return 'integer';
    case 'Boolean':
      return 'boolean';
    case 'Date':
      return 'datetime';
    case 'Buffer':
    case 'Uint8Array':
      return 'bytes';
    default:
      return 'text';
  }
}

/** Whether a column of a time keeps the zone, so that PostgreSQL gives an instant. */
export function keepsZone({ type }: Pick<ColumnMetadata, 'type'>): boolean {
  return type === 'timestamptz' || type === 'timestamp with time zone';
}
