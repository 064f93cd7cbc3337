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

/** A table in a frame, line by line; every line is as wide as the others. */
export function* tableLines(cells: Cells, { heads, layout, theme }: Drawing): Generator<string> {
  const rule = (left: string, middle: string, right: string): string =>
    theme.dim(`${left}${layout.map(({ width }) => '─'.repeat(width + 2)).join(middle)}${right}`);
  const wall = theme.dim('│');
  const line = (texts: readonly string[]): string => `${wall} ${texts.join(` ${wall} `)} ${wall}`;
  yield rule('┌', '┬', '┐');
  yield line(layout.map((column, index) => padded({ text: heads[index] }, column, theme)));
  yield rule('├', '┼', '┤');
  for (const row of cells) yield line(layout.map((column, index) => padded(row[index], column, theme)));
  yield rule('└', '┴', '┘');
}

function padded({ text, paint }: Pick<Cell, 'text' | 'paint'>, { width, right }: LaidOutColumn, theme: Theme): string {
  const fitted = fit(text, width);
  const painted = paint ? theme[paint](fitted.text) : fitted.text;
  const blanks = ' '.repeat(width - fitted.width);
  return right ? blanks + painted : painted + blanks;
}

/** Between a name and its value. */
const BAR = ' │ ';

/**
 * The rows one below the other, one column a line: `-[ RECORD 1 ]--`, then `name │ value`. (After psql's expanded display.)
 * @param width the columns that there are: what is longer is cut
 */
export function* recordLines(cells: Cells, heads: readonly string[], width: number, theme: Theme): Generator<string> {
  const columns = Math.min(width, WIDEST);
  const names = heads.map((head) => fit(head, Math.floor(columns / 2)));
  const nameWidth = Math.max(...names.map((name) => name.width));
  const room = Math.max(1, columns - nameWidth - BAR.length);
  const bar = theme.dim(BAR);
  for (const [index, row] of cells.entries()) {
    yield theme.dim(recordHead(index + 1, nameWidth, width));
    for (const [at, { text, paint }] of row.entries()) {
      const value = fit(text, room);
      const name = names[at].text + ' '.repeat(nameWidth - names[at].width);
      yield `${name}${bar}${paint ? theme[paint](value.text) : value.text}`.trimEnd();
    }
  }
}

/** As long as what stands above and below it would be with short values, and no longer than the terminal is wide. */
function recordHead(number: number, nameWidth: number, width: number): string {
  const head = `─[ RECORD ${number} ]─`;
  return head.padEnd(Math.min(width, Math.max(head.length, nameWidth + 30)), '─').slice(0, width);
}
