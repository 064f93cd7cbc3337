import { displayWidth } from '../output/display-width';

/** One column of a grid. */
export interface GridColumn {
  readonly title: string;
  /** Texts are aligned to the left unless told. */
  readonly align?: 'right';
  /** May be made as narrow as this where the grid is too wide; otherwise it keeps its width. */
  readonly least?: number;
}

/** A text in a grid: one line. */
export type GridCell = string | ShapedCell;

export interface ShapedCell {
  readonly text: string;
  /** Colours it. */
  readonly paint?: (text: string) => string;
  /** Makes it at most so wide: cut with `…` unless told. */
  readonly fit?: (width: number) => string;
}

export interface GridOptions {
  /** Columns of the output. */
  readonly width: number;
  /** Paints the titles, and what stands below a row. */
  readonly dim: (text: string) => string;
}

const GAP = '  ';
/** What stands below a row is indented by so much. */
const BELOW = '    ';
/** What has to be cut, though nobody said so, keeps this much. */
const LEAST = 8;

/**
 * Rows as lines of aligned columns, the titles first, no wider than the output. A column without any text is left out. Where the grid is
 * too wide, columns that may be are made narrower; where that is not enough, the last ones go below each row, with their titles.
 * @returns '' when there are no rows.
 */
export function textGrid(
  columns: readonly GridColumn[],
  rows: readonly (readonly GridCell[])[],
  { width, dim }: GridOptions,
): string {
  if (rows.length === 0) return '';
  const natural = naturalWidths(columns, rows);
  const beside = columns.map((_, at) => at).filter((at) => natural[at] > 0);
  const below: number[] = [];
  const least = (at: number): number => Math.min(natural[at], columns[at].least ?? natural[at]);
  while (beside.length > 2 && total(beside.map(least)) > width) below.unshift(beside.pop()!);
  const widths = narrowed(
    beside.map((at) => natural[at]),
    beside.map((at) => (beside.length <= 2 ? Math.min(least(at), LEAST) : least(at))),
    width,
  );
  const line = (cells: readonly GridCell[], paint?: (text: string) => string): string =>
    beside
      .map((at, index) => padded(cells[at] ?? '', widths[index], columns[at].align, paint))
      .join(GAP)
      .trimEnd();
  return [
    line(
      columns.map(({ title }) => title),
      dim,
    ),
    ...rows.flatMap((row) => {
      const parts = below.flatMap((at) =>
        textOf(row[at] ?? '') === '' ? [] : [`${columns[at].title} ${textOf(row[at])}`],
      );
      return [line(row), ...wrapped(parts, width).map((text) => dim(`${BELOW}${text}`))];
    }),
  ].join('\n');
}

/** How wide a grid is in which nothing is cut. */
export function naturalWidth(columns: readonly GridColumn[], rows: readonly (readonly GridCell[])[]): number {
  return total(naturalWidths(columns, rows).filter((each) => each > 0));
}

/** How narrow a grid can be made without cutting what may not be cut, and with nothing below its rows. */
export function leastWidth(columns: readonly GridColumn[], rows: readonly (readonly GridCell[])[]): number {
  const least = naturalWidths(columns, rows).map((natural, at) => Math.min(natural, columns[at].least ?? natural));
  return total(least.filter((each) => each > 0));
}

/** A text in one line of at most `width` columns, its end cut with `…` where it is wider. */
export function cutText(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let taken = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const more = displayWidth(segment);
    if (taken + more > width - 1) break;
    kept += segment;
    taken += more;
  }
  return `${kept.trimEnd()}…`;
}

/** Names in one cell; where they do not fit, how many are left out: `id, name, +3`. */
export function listCell(names: readonly string[], paint?: (text: string) => string): ShapedCell {
  return { text: names.join(', '), paint, fit: (width) => fittingNames(names, width) };
}

function fittingNames(names: readonly string[], width: number): string {
  for (let shown = names.length; shown > 0; shown--) {
    const left = names.length - shown;
    const text = [...names.slice(0, shown), ...(left > 0 ? [`+${left}`] : [])].join(', ');
    if (displayWidth(text) <= width) return text;
  }
  const more = names.length > 1 ? ` +${names.length - 1}` : '';
  return `${cutText(names[0] ?? '', Math.max(2, width - more.length))}${more}`;
}

/** 0 for a column without any text. */
function naturalWidths(columns: readonly GridColumn[], rows: readonly (readonly GridCell[])[]): number[] {
  return columns.map(({ title }, at) => {
    const widest = rows.reduce((most, row) => Math.max(most, displayWidth(textOf(row[at] ?? ''))), 0);
    return widest === 0 ? 0 : Math.max(widest, displayWidth(title));
  });
}

/** The widest columns give first, until all fit or none may give more. */
function narrowed(natural: readonly number[], least: readonly number[], width: number): number[] {
  const widths = [...natural];
  while (total(widths) > width) {
    const widest = Math.max(...widths.map((each, at) => (each > least[at] ? each : 0)));
    if (widest === 0) break;
    const at = widths.findIndex((each, index) => each === widest && each > least[index]);
    widths[at] = widest - 1;
  }
  return widths;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each, 0) + GAP.length * (widths.length - 1);
}

function textOf(cell: GridCell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function padded(
  cell: GridCell,
  width: number,
  align: 'right' | undefined,
  paint: ((text: string) => string) | undefined,
): string {
  const shaped: ShapedCell = typeof cell === 'string' ? { text: cell } : cell;
  const fits = displayWidth(shaped.text) <= width;
  const text = fits ? shaped.text : (shaped.fit?.(width) ?? cutText(shaped.text, width));
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  const painted = (paint ?? shaped.paint)?.(text) ?? text;
  return align === 'right' ? blanks + painted : painted + blanks;
}

/** Parts between ` · `, in lines of what is left beside the indentation, broken between words. */
function wrapped(parts: readonly string[], width: number): string[] {
  const most = Math.max(LEAST, width - BELOW.length);
  const lines: string[] = [];
  let line = '';
  for (const word of parts.join(' · ').split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > most) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
