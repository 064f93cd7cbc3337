import { countText } from '../column-text';
import { longText, type LongText } from '../long-text';
import { nameAndKey } from '../short-form';
import { NO_COLORS, themeOf, type Theme } from '../theme';
import { cellOf, type CellOptions } from './cell';
import { layOut, type Cells } from './layout';
import { columnsOf, isLike, rowsOf } from './table-of';
import { recordLines, tableLines, type Named } from './table-text';
import type { Column } from './table';

export interface TableTextOptions extends CellOptions {
  readonly theme: Theme;
  /** Columns of the terminal; `Infinity` where there is none. */
  readonly width: number;
  /** So many rows are shown. */
  readonly limit: number;
  /** One column a line, also where a table would fit. */
  readonly records?: boolean;
}

/** So many rows at the beginning decide on the columns and how wide they are, and as many that stand here and there behind them. */
const LOOKED = 1_000;
const PLAIN = themeOf(NO_COLORS);

/**
 * The value as a table, in lines; where that is too wide, one column a line. However many rows there are, the first line costs no more.
 * @returns `undefined` for what is no table, or has no columns
 */
export function tableText(value: unknown, options: TableTextOptions): LongText | undefined {
  const { limit, theme } = options;
  const all = rowsOf(value, options) ?? [];
  const rows = all.length > limit ? all.slice(0, limit) : all;
  if (columnsOf(sample(rows, 0), options).length === 0) return undefined;
  const more = all.length - rows.length;
  return longText(rows.length, function* () {
    // Rows that are like none of those that were looked at begin a table of their own.
    for (let at = 0; at < rows.length;) at += yield* section(rows, at, options);
    if (more > 0) yield theme.dim(`… ${countText(more)} more`);
  });
}

/**
 * The rows from one on that have columns in common.
 * @returns how many they are
 */
function* section(rows: readonly unknown[], start: number, options: TableTextOptions): Generator<string, number> {
  const { theme, width, records = false } = options;
  const looked = sample(rows, start);
  const columns = columnsOf(looked, options);
  const belongs = isLike(looked, options);
  const heads = columns.map(({ name }) => name);
  const known = looked.map((row) => cellsOf(row, columns, options));
  let end = start;
  function* taken(): Generator<Cells> {
    for (; end < rows.length && (end - start < LOOKED || belongs(rows[end])); end++)
      yield end - start < LOOKED ? known[end - start] : cellsOf(rows[end], columns, options);
  }
  function* named(): Generator<Named> {
    for (const cells of taken()) yield { name: nameOf(rows[end], end + 1, options), cells };
  }
  const layout = records ? undefined : layOut(heads, known, width);
  if (layout) yield* tableLines(taken(), { heads, layout, theme });
  else yield* recordLines(named(), heads, width, theme);
  return end - start;
}

function cellsOf(row: unknown, columns: readonly Column[], options: CellOptions): Cells {
  return columns.map((column) => cellOf(row, column, options));
}

/** The first rows, and some of all the others, the last one among them: keys grow from row to row. */
function sample(rows: readonly unknown[], start: number): readonly unknown[] {
  const first = rows.slice(start, start + LOOKED);
  const others = rows.length - start - first.length;
  const count = Math.min(LOOKED, others);
  return first.concat(
    Array.from({ length: count }, (_, at) => rows[rows.length - 1 - Math.floor((at * others) / count)]),
  );
}

function nameOf(row: unknown, number: number, options: CellOptions): string {
  const metadata = options.metadataOf(row);
  if (metadata === undefined) return `RECORD ${number}`;
  return nameAndKey(row as object, metadata, { masking: options.masking, theme: PLAIN }).trimEnd();
}
