import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from '../../../schema/entity-facts';

/** What values a column takes, whatever its database calls the type. */
export type ColumnKind =
  | { readonly kind: 'integer'; readonly least: number; readonly most: number }
  /** With so many digits, so many of them behind the point. */
  | { readonly kind: 'decimal'; readonly digits: number; readonly places: number }
  | { readonly kind: 'float' }
  | { readonly kind: 'text'; readonly most: number }
  | { readonly kind: 'boolean' }
  /** Not before a moment, where the type begins there. */
  | { readonly kind: 'moment'; readonly least?: Date }
  | { readonly kind: 'date' | 'time' | 'year' | 'json' | 'list' | 'uuid' }
  | { readonly kind: 'bytes'; readonly most: number }
  | { readonly kind: 'enum' | 'set'; readonly values: readonly unknown[] }
  | { readonly kind: 'bits'; readonly digits: number }
  /** One of a few texts: of a type that only few databases have. */
  | { readonly kind: 'sample'; readonly values: readonly string[] }
  | { readonly kind: 'unknown'; readonly type: string };

const INTEGERS: Readonly<Record<string, number>> = {
  tinyint: 8,
  int1: 8,
  smallint: 16,
  int2: 16,
  smallserial: 16,
  mediumint: 24,
  int: 32,
  int4: 32,
  integer: 32,
  serial: 32,
  bigint: 53,
  int8: 53,
  int64: 53,
  bigserial: 53,
  'unsigned big int': 53,
};
const FLOATS = /^(?:float\d?|real|double|double precision)$/;
const DECIMALS = /^(?:decimal|numeric|dec|fixed|number|money|smallmoney)$/;
const TEXTS =
  /^(?:(?:tiny|medium|long|n)?text|n?varchar2?|n?char|bpchar|character|n?clob|citext|string|(?:native |varying )?character.*|character varying|national .*)$/;
const BYTES = /^(?:bytea|bytes|(?:tiny|medium|long)?blob|(?:var)?binary|image)$/;
const MOMENTS = /^(?:datetime\d?|smalldatetime|timestamp.*)$/;

/** Texts that may be as long as they like are made no longer than this. */
const LONGEST_TEXT = 2_000;
/** Bytes in a column that says no length. */
const USUAL_BYTES = 16;

const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  inet: ['192.0.2.1', '192.0.2.77', '198.51.100.9', '2001:db8::1'],
  inet4: ['192.0.2.1', '192.0.2.77', '198.51.100.9'],
  inet6: ['2001:db8::1', '2001:db8::2'],
  cidr: ['192.0.2.0/24', '198.51.100.0/24', '2001:db8::/32'],
  macaddr: ['00:00:5e:00:53:01', '00:00:5e:00:53:7f', '00:00:5e:00:53:ff'],
  macaddr8: ['00:00:5e:ef:10:00:00:01', '00:00:5e:ef:10:00:00:ff'],
  interval: ['1 day', '2 hours', '30 days', '15 minutes'],
  xml: ['<note>warm</note>', '<note>cold</note>'],
  hstore: ['"colour"=>"blue"', '"size"=>"small"'],
  ltree: ['top', 'top.left', 'top.right.leaf'],
  tsvector: ['amber', 'brass lamp', 'copper kettle'],
  tsquery: ['amber', 'lamp & copper'],
  int4range: ['[1,10)', '[10,20)', '[5,50)'],
  int8range: ['[1,10)', '[10,20)', '[5,50)'],
  numrange: ['[0.5,1.5)', '[2,3)'],
  daterange: ['[2023-01-01,2023-06-30)', '[2024-01-01,2024-02-01)'],
  tsrange: ['[2023-01-01 08:00,2023-01-01 17:00)'],
  tstzrange: ['[2023-01-01 08:00+00,2023-01-01 17:00+00)'],
  point: ['(1,2)', '(8.5,47.4)'],
  line: ['{1,2,3}'],
  lseg: ['[(0,0),(1,1)]'],
  box: ['(1,1),(0,0)'],
  path: ['[(0,0),(1,1),(2,0)]'],
  polygon: ['((0,0),(1,1),(2,0))'],
  circle: ['<(1,1),2>'],
};

/** Of MySQL and MariaDB, which take them by `ST_GeomFromText`. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  geometry: ['POINT(8.5 47.4)', 'LINESTRING(0 0,1 1)'],
  point: ['POINT(8.5 47.4)', 'POINT(7.4 46.9)', 'POINT(-0.1 51.5)', 'POINT(2.3 48.9)'],
  linestring: ['LINESTRING(0 0,1 1)', 'LINESTRING(0 0,1 1,2 0)'],
  polygon: ['POLYGON((0 0,1 0,1 1,0 0))'],
  multipoint: ['MULTIPOINT(0 0,1 1)'],
  multilinestring: ['MULTILINESTRING((0 0,1 1),(2 2,3 3))'],
  multipolygon: ['MULTIPOLYGON(((0 0,1 0,1 1,0 0)))'],
  geometrycollection: ['GEOMETRYCOLLECTION(POINT(1 1))'],
};

/** Where MySQL's timestamps begin, in every time zone. */
const AFTER_EPOCH = new Date(2 * 86_400_000);

/** What a column takes, by its metadata and its driver's name for the type. */
export function columnKind(column: ColumnMetadata, { driver, options }: DataSource): ColumnKind {
  const declared: unknown = column.type;
  if (column.enum !== undefined && column.enum.length > 0)
    return { kind: declared === 'set' ? 'set' : 'enum', values: column.enum };
  if (declared === 'simple-json' || declared === 'json' || declared === 'jsonb') return { kind: 'json' };
  if (declared === 'simple-array') return { kind: 'list' };
  if (declared === Boolean || declared === 'boolean' || declared === 'bool') return { kind: 'boolean' };
  const type = driver.normalizeType(column).toLowerCase();
  const isMysql = /mysql|mariadb/.test(options.type);
  if (isMysql && type === 'tinyint' && (column as { readonly width?: number }).width === 1) return { kind: 'boolean' };
  const bits = INTEGERS[type];
  if (bits !== undefined) return integer(bits, column.unsigned === true && isMysql);
  if (FLOATS.test(type)) return { kind: 'float' };
  if (DECIMALS.test(type)) return decimal(column, isMysql);
  if (type === 'uuid' || type === 'uniqueidentifier') return { kind: 'uuid' };
  if (column.generationStrategy === 'uuid') return { kind: 'uuid' };
  if (TEXTS.test(type)) return { kind: 'text', most: lengthOf(column, driver, LONGEST_TEXT) };
  if (BYTES.test(type)) return { kind: 'bytes', most: Math.min(64, lengthOf(column, driver, USUAL_BYTES)) };
  if (type === 'date') return { kind: 'date' };
  if (MOMENTS.test(type)) return { kind: 'moment', ...(isMysql && type === 'timestamp' && { least: AFTER_EPOCH }) };
  if (/^time(?:tz| |$)/.test(type)) return { kind: 'time' };
  if (type === 'year') return { kind: 'year' };
  if (/^(?:bit|varbit|bit varying)$/.test(type) && !isMysql)
    return { kind: 'bits', digits: lengthOf(column, driver, 1) };
  if (type === 'bit') return { kind: 'integer', least: 0, most: 1 };
  const samples = isMysql && Object.hasOwn(SHAPES, type) ? SHAPES : SAMPLES;
  if (Object.hasOwn(samples, type)) return { kind: 'sample', values: samples[type] };
  return { kind: 'unknown', type };
}

function integer(bits: number, unsigned: boolean): ColumnKind {
  if (bits === 53)
    return { kind: 'integer', least: unsigned ? 0 : Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER };
  return unsigned
    ? { kind: 'integer', least: 0, most: 2 ** bits - 1 }
    : { kind: 'integer', least: -(2 ** (bits - 1)), most: 2 ** (bits - 1) - 1 };
}

/** Without precision MariaDB keeps ten digits, none behind the point; others keep what they get. */
function decimal({ precision, scale }: ColumnMetadata, isMysql: boolean): ColumnKind {
  if (precision === undefined || precision === null)
    return { kind: 'decimal', digits: isMysql ? 10 : 15, places: scale ?? (isMysql ? 0 : 2) };
  return { kind: 'decimal', digits: precision, places: scale ?? 0 };
}

function lengthOf(column: ColumnMetadata, driver: DataSource['driver'], otherwise: number): number {
  const length = Number(column.length || driver.getColumnLength(column));
  return Number.isFinite(length) && length > 0 ? Math.min(length, LONGEST_TEXT) : otherwise;
}
