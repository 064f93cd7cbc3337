import { countText } from '../column-text';
import type { LongText } from '../long-text';
import type { Theme } from '../theme';
import type { CellOptions } from './cell';
import { cellsOf, layOut } from './layout';
import { tableOf } from './table-of';
import { recordLines, tableLines } from './table-text';
import type { Table } from './table';

export interface TableTextOptions extends CellOptions {
  readonly theme: Theme;
  /** Columns of the terminal; `Infinity` where there is none. */
  readonly width: number;
  /** So many rows are shown. What they hold decides how wide the columns are. */
  readonly limit: number;
  /** What becomes of a table that is too wide: one column a line, or nothing. */
  readonly tooWide: 'records' | 'nothing';
}

/**
 * The value as a table, in lines.
 * @returns `undefined` for what is no table, has no columns, or does not fit and shall be nothing then
 */
export function tableText(value: unknown, options: TableTextOptions): LongText | undefined {
  const { limit } = options;
  const table = tableOf(value, { ...options, looked: limit });
  if (!table || table.columns.length === 0 || table.rows.length === 0) return undefined;
  const lines = linesOf(table, options);
  const more = table.rows.length - limit;
  return (
    lines && {
      lines: Math.min(table.rows.length, limit),
      parts: function* () {
        yield* lines();
        if (more > 0) yield options.theme.dim(`… ${countText(more)} more`);
      },
    }
  );
}

function linesOf(table: Table, options: TableTextOptions): (() => Iterable<string>) | undefined {
  const { theme, width, limit, tooWide } = options;
  const heads = table.columns.map(({ name }) => name);
  const cells = cellsOf(table, limit, options);
  const layout = layOut(heads, cells, width);
  if (layout) return () => tableLines(cells, { heads, layout, theme });
  return tooWide === 'records' ? () => recordLines(cells, heads, width, theme) : undefined;
}
