import type { DataSource, EntityMetadata, TableColumn } from 'typeorm';

type ColumnMetadata = EntityMetadata['columns'][number];

/** Long names of PostgreSQL's for which it has short ones of its own. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^character varying/, 'varchar'],
  [/^timestamp(\(\d+\))? without time zone$/, 'timestamp$1'],
  [/^timestamp(\(\d+\))? with time zone$/, 'timestamptz$1'],
  [/^time(\(\d+\))? without time zone$/, 'time$1'],
  [/^time(\(\d+\))? with time zone$/, 'timetz$1'],
];

/**
 * The type that a column has in the database, as its driver would write it: `varchar(50)`, `decimal(10,2)`, `bigint unsigned`.
 * Empty where the entity does not say, as the columns of a view do not have to.
 */
export function columnType(column: ColumnMetadata, { driver }: DataSource): string {
  const type = driver.normalizeType(column);
  if (!type) return '';
  const { precision, scale, isArray, enum: values } = column;
  const described = { type, length: column.length, precision, scale, isArray, enum: values?.map(String) };
  // It reads no more of a column in the database than this; some drivers know no such type and throw.
  const full = attempt(() => driver.createFullType(described as TableColumn)) ?? type;
  const [pattern, alias] = ALIASES.find(([long]) => long.test(full.toLowerCase())) ?? [];
  const short = pattern === undefined ? full.toLowerCase() : full.toLowerCase().replace(pattern, alias ?? '');
  return `${short.replace(/ array$/, '[]')}${column.unsigned ? ' unsigned' : ''}`;
}

function attempt(work: () => string): string | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
