import type { TableColumn } from 'typeorm';
import type { Family } from './table-key';

/** What a value has to be to fit into a column when its type changes. */
export type Narrowing =
  | { readonly kind: 'length'; readonly most: number; readonly unit: 'characters' | 'bytes' }
  | { readonly kind: 'range'; readonly least: string; readonly most: string }
  | { readonly kind: 'digits'; readonly before: number; readonly after: number }
  | { readonly kind: 'one of'; readonly values: readonly string[] }
  /** Each value is made another one, which may not be possible, or may not be the same. */
  | { readonly kind: 'conversion' }
  /** SQLite makes of a value what the column prefers. */
  | { readonly kind: 'affinity'; readonly to: Affinity };

type Column = Pick<TableColumn, 'type' | 'length' | 'precision' | 'scale' | 'unsigned' | 'enum'>;

const BITS: Readonly<Record<string, number>> = {
  tinyint: 8,
  smallint: 16,
  int2: 16,
  mediumint: 24,
  int: 32,
  int4: 32,
  integer: 32,
  bigint: 64,
  int8: 64,
};
const TEXTS: readonly string[] = ['character varying', 'varchar', 'character', 'char', 'nvarchar', 'text', 'citext'];
/** How many bytes the texts of MySQL hold. */
const BYTES: Readonly<Record<string, number>> = {
  tinytext: 255,
  text: 65_535,
  mediumtext: 16_777_215,
  longtext: Infinity,
};
const DECIMALS: readonly string[] = ['numeric', 'decimal', 'dec', 'fixed'];
const ENUMS: readonly string[] = ['enum', 'simple-enum'];

/** @returns `undefined` where every value of the old type is one of the new type. */
export function narrowing(old: Column, wanted: Column, family: Family): Narrowing | undefined {
  if (ENUMS.includes(wanted.type) || (family === 'sqlite' && wanted.enum)) return enumNarrowing(old, wanted);
  if (family === 'sqlite') return affinityNarrowing(old, wanted);
  if (BITS[old.type] && BITS[wanted.type]) return rangeNarrowing(old, wanted);
  const [before, after] = [old, wanted].map((column) => capacity(column, family));
  // A text holds the text of any value that is short enough.
  if (after !== undefined) {
    const longest = before?.most ?? (BITS[old.type] ? digitsOf(old).before + 1 : Infinity);
    return longest > after.most ? { kind: 'length', ...after } : undefined;
  }
  if (DECIMALS.includes(wanted.type) && (DECIMALS.includes(old.type) || BITS[old.type]))
    return digitNarrowing(old, wanted);
  return old.type === wanted.type && !losesFractions(old, wanted, family) ? undefined : { kind: 'conversion' };
}

/** The digits of a second: six at most, and where nothing is said six on PostgreSQL and none on MySQL. */
function losesFractions(old: Column, wanted: Column, family: Family): boolean {
  if (!/^(?:time|datetime)/u.test(old.type)) return false;
  const usual = family === 'mysql' ? 0 : 6;
  return (wanted.precision ?? usual) < (old.precision ?? usual);
}

type Affinity = 'integer' | 'text' | 'none' | 'real' | 'numeric';

/**
 * SQLite keeps any value in any column, but makes of those that look like it what the column prefers: '007' is 7 where numbers are preferred, and a
 * number in a text is written with fifteen digits (https://sqlite.org/datatype3.html, section 3).
 */
function affinityNarrowing(old: Column, wanted: Column): Narrowing | undefined {
  const [before, after] = [old, wanted].map(affinityOf);
  if (before === after || after === 'none' || (before === 'integer' && after !== 'real')) return undefined;
  return { kind: 'affinity', to: after };
}

function affinityOf({ type }: Column): Affinity {
  if (/int/iu.test(type)) return 'integer';
  if (/char|clob|text|enum|json|array/iu.test(type)) return 'text';
  if (/blob/iu.test(type)) return 'none';
  return /real|floa|doub/iu.test(type) ? 'real' : 'numeric';
}

/** How much a text of this type holds; `undefined` for what is no text. */
function capacity({ type, length }: Column, family: Family) {
  if (family === 'mysql' && BYTES[type] !== undefined) return { most: BYTES[type], unit: 'bytes' as const };
  if (!TEXTS.includes(type)) return undefined;
  const usual =
    family === 'mysql'
      ? type === 'char'
        ? 1
        : 255
      : type.startsWith('char') && type !== 'character varying'
        ? 1
        : Infinity;
  return { most: length ? Number(length) : usual, unit: 'characters' as const };
}

function enumNarrowing(old: Column, wanted: Column): Narrowing | undefined {
  const values = wanted.enum?.map(String);
  if (values === undefined) return undefined;
  const before = old.enum?.map(String);
  return before?.every((value) => values.includes(value)) ? undefined : { kind: 'one of', values };
}

function rangeNarrowing(old: Column, wanted: Column): Narrowing | undefined {
  const [before, after] = [old, wanted].map(rangeOf);
  if (after.least <= before.least && after.most >= before.most) return undefined;
  return { kind: 'range', least: String(after.least), most: String(after.most) };
}

function rangeOf({ type, unsigned }: Column): { readonly least: bigint; readonly most: bigint } {
  const bits = BigInt(BITS[type]);
  if (unsigned) return { least: 0n, most: 2n ** bits - 1n };
  return { least: -(2n ** (bits - 1n)), most: 2n ** (bits - 1n) - 1n };
}

function digitNarrowing(old: Column, wanted: Column): Narrowing | undefined {
  const [before, after] = [old, wanted].map(digitsOf);
  if (after.before >= before.before && after.after >= before.after) return undefined;
  return { kind: 'digits', before: after.before, after: after.after };
}

function digitsOf({ type, precision, scale }: Column): { readonly before: number; readonly after: number } {
  if (BITS[type]) return { before: Math.ceil((BITS[type] * Math.LN2) / Math.LN10), after: 0 };
  if (precision === undefined || precision === null) return { before: Infinity, after: Infinity };
  return { before: precision - (scale ?? 0), after: scale ?? 0 };
}
