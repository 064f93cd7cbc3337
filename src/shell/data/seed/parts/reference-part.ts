import type { Random } from '../random';
import type { Reference } from '../references';
import type { TableRow } from '../tables/tables';
import type { MadeRow, Part } from './part';

/** How often a relation that need not lead anywhere does not. */
const NULLS = 0.15;

export interface ReferencePartOptions {
  readonly reference: Reference;
  /** What it may lead to: of each row the columns that are referred to. */
  readonly rows: readonly TableRow[];
  readonly random: Random;
  /** Columns that are filled before, as parts of other references. */
  readonly shared: readonly string[];
}

/** Fills the columns of a foreign key, so that they lead to one row. Some rows are led to much more often than others. */
export function referencePart({ reference, rows, random, shared }: ReferencePartOptions): Part {
  const columns = reference.columns.map(({ databaseName }) => databaseName);
  const referenced = reference.referenced.map(({ databaseName }) => databaseName);
  const fixed = columns.filter((name) => shared.includes(name));
  const own = reference.columns.filter(({ databaseName }) => !fixed.includes(databaseName));
  const nullable = own.filter(({ isNullable, isPrimary }) => isNullable && !isPrimary);
  const isNullable = nullable.length > 0;
  const lead = (row: MadeRow, to: TableRow): true => {
    columns.forEach((name, index) => (row[name] = to[referenced[index]]));
    return true;
  };
  /** Of several columns some may have to have a value all the same. */
  const leadNowhere = (row: MadeRow): true => {
    if (nullable.length < own.length && rows.length > 0) lead(row, random.pick(rows));
    for (const { databaseName } of nullable) row[databaseName] = null;
    return true;
  };
  const keyOf = (row: TableRow, names: readonly string[]): string => names.map((name) => String(row[name])).join('\0');
  const referencedFixed = fixed.map((name) => referenced[columns.indexOf(name)]);
  const byFixed = new Map<string, TableRow[]>();
  if (fixed.length > 0)
    for (const each of rows) {
      const key = keyOf(each, referencedFixed);
      const among = byFixed.get(key);
      if (among === undefined) byFixed.set(key, [each]);
      else among.push(each);
    }
  return {
    columns,
    isNullable,
    size: rows.length,
    fill: (row, _, attempt) => {
      if (isNullable && random.chance(NULLS)) return leadNowhere(row);
      const among = fixed.length === 0 ? rows : (byFixed.get(keyOf(row, fixed)) ?? []);
      if (among.length === 0) return isNullable && leadNowhere(row);
      const share = random.share();
      return lead(
        row,
        among[Math.floor(among.length * (attempt === 0 && !reference.isUnique ? share * share : share))],
      );
    },
    // One that shares columns with another cannot be put anywhere.
    ...(fixed.length === 0 && rows.length > 0 && { fillAt: (row: MadeRow, place: number) => lead(row, rows[place]) }),
  };
}
