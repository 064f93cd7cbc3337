import type { Theme } from '../theme';
import type { Cell } from './cell';
import { fit } from './fit';
import { WIDEST, type Cells, type LaidOutColumn } from './layout';

/** What a table is drawn with. */
export interface Drawing {
  readonly heads: readonly string[];
  readonly layout: readonly LaidOutColumn[];
  readonly theme: Theme;
}

/**
 * A table in a frame, line by line; every line is as wide as the others, but for those of rows that the layout was not made for: what may not be
 * cut is whole there too.
 */
export function* tableLines(rows: Iterable<Cells>, { heads, layout, theme }: Drawing): Generator<string> {
  const rule = (left: string, middle: string, right: string): string =>
    theme.dim(`${left}${layout.map(({ width }) => '─'.repeat(width + 2)).join(middle)}${right}`);
  const wall = theme.dim('│');
  const line = (texts: readonly string[]): string => `${wall} ${texts.join(` ${wall} `)} ${wall}`;
  yield rule('┌', '┬', '┐');
  yield line(layout.map((column, index) => padded({ text: heads[index], kind: 'long' }, column, theme)));
  yield rule('├', '┼', '┤');
  for (const row of rows) yield line(layout.map((column, index) => padded(row[index], column, theme)));
  yield rule('└', '┴', '┘');
}

function padded({ text, paint, kind, quoted }: Cell, { width, right }: LaidOutColumn, theme: Theme): string {
  const fitted = fit(text, kind === 'long' ? width : Infinity, quoted);
  const painted = paint ? theme[paint](fitted.text) : fitted.text;
  const blanks = ' '.repeat(Math.max(0, width - fitted.width));
  return right ? blanks + painted : painted + blanks;
}

/** Between a name and its value. */
const BAR = ' │ ';

/** A row with what it is called: `RECORD 1`, `Employee 1`. */
export interface Named {
  readonly name: string;
  readonly cells: Cells;
}

/**
 * The rows one below the other, one column a line: `─[ RECORD 1 ]──`, then `name │ value`. (After psql's expanded display.)
 * @param width the columns that there are: what is longer is cut
 */
export function* recordLines(
  rows: Iterable<Named>,
  heads: readonly string[],
  width: number,
  theme: Theme,
): Generator<string> {
  const columns = Math.min(width, WIDEST);
  const names = heads.map((head) => fit(head, Math.floor(columns / 2)));
  const nameWidth = Math.max(...names.map((name) => name.width));
  const room = Math.max(1, columns - nameWidth - BAR.length);
  const bar = theme.dim(BAR);
  for (const { name: called, cells } of rows) {
    yield theme.dim(recordHead(called, nameWidth, columns));
    for (const [at, { text, paint, quoted }] of cells.entries()) {
      const value = fit(text, room, quoted);
      const name = names[at].text + ' '.repeat(nameWidth - names[at].width);
      yield `${name}${bar}${paint ? theme[paint](value.text) : value.text}`.trimEnd();
    }
  }
}

const BEFORE_NAME = '─[ ';
const BEHIND_NAME = ' ]─';

/** As long as what stands above and below it would be with short values, and no longer than the terminal is wide. */
function recordHead(called: string, nameWidth: number, width: number): string {
  const around = BEFORE_NAME.length + BEHIND_NAME.length;
  const name = fit(called, Math.max(1, width - around));
  const own = name.width + around;
  const rule = '─'.repeat(Math.max(0, Math.min(width, nameWidth + 30) - own));
  return `${BEFORE_NAME}${name.text}${BEHIND_NAME}${rule}`;
}
