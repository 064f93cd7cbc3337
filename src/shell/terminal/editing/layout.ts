import { graphemes, graphemeWidth, isNarrow, textWidth } from './graphemes';

/** One row of the terminal, and what of the text is on it. */
export interface Row {
  /** In UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** What stands before the text: the first prompt, that of the lines below, or nothing where a line goes on that is too long for one row. */
  readonly begins: 'text' | 'line' | 'nothing';
  /** Columns, those of the prompt among them. */
  readonly width: number;
}

export interface Place {
  /** From 0. */
  readonly row: number;
  readonly column: number;
}

export interface Layout {
  readonly rows: readonly Row[];
  readonly cursor: Place;
}

export interface LayoutOptions {
  /** Columns of the terminal. */
  readonly columns: number;
  /** Columns of the prompt before the first line, and of that before the others. */
  readonly prompt: number;
  readonly continuation: number;
}

/** Shares a text out over rows, no character cut in two, and says where the cursor is. */
export function layout(text: string, cursor: number, { columns, prompt, continuation }: LayoutOptions): Layout {
  const rows: Row[] = [];
  let place: Place | undefined;
  for (let from = 0, isLast = false; !isLast;) {
    const end = text.indexOf('\n', from);
    isLast = end === -1;
    const to = isLast ? text.length : end;
    const begins = from === 0 ? 'text' : 'line';
    const first = rows.length;
    rows.push(...rowsOfLine(text, from, to, { begins, columns, start: from === 0 ? prompt : continuation }));
    if (cursor >= from && cursor <= to) place = placeIn(rows, first, text, cursor, columns, { prompt, continuation });
    from = to + 1;
  }
  return { rows, cursor: place ?? { row: 0, column: prompt } };
}

interface LineStart {
  readonly begins: Row['begins'];
  readonly columns: number;
  /** The column of its first character. */
  readonly start: number;
}

function rowsOfLine(text: string, from: number, to: number, { begins, columns, start }: LineStart): Row[] {
  const line = text.slice(from, to);
  const rows: Row[] = [];
  let row = { from, width: start, begins };
  const next = (at: number): void => {
    rows.push({ ...row, to: at });
    row = { from: at, width: 0, begins: 'nothing' };
  };
  if (isNarrow(line)) {
    for (let at = from; to - at > columns - row.width;) {
      at += columns - row.width;
      row.width = columns;
      next(at);
    }
    row.width += to - row.from;
  } else {
    for (const { text: grapheme, at } of graphemes(line)) {
      const width = graphemeWidth(grapheme);
      // What is wider than the terminal has a row of its own.
      if (row.width + width > columns && row.width > 0) next(from + at);
      row.width += width;
    }
  }
  rows.push({ ...row, to });
  return rows;
}

/** Behind a row that is full the cursor is on the next one, which is added where there is none. */
function placeIn(
  rows: Row[],
  first: number,
  text: string,
  cursor: number,
  columns: number,
  starts: { readonly prompt: number; readonly continuation: number },
): Place {
  let row = first;
  while (row + 1 < rows.length && rows[row + 1].from <= cursor) row++;
  const { from, begins } = rows[row];
  const start = begins === 'text' ? starts.prompt : begins === 'line' ? starts.continuation : 0;
  const column = start + textWidth(text.slice(from, cursor));
  if (column < columns) return { row, column };
  rows.splice(row + 1, 0, { from: cursor, to: cursor, begins: 'nothing', width: 0 });
  return { row: row + 1, column: 0 };
}
