import type { Place } from './layout';

/** What is to be seen: rows of text with their colours, none wider than the terminal, and where the cursor is. */
export interface Frame {
  readonly rows: readonly FrameRow[];
  readonly cursor: Place;
  /** The columns of the terminal that it was made for. */
  readonly columns: number;
}

export interface FrameRow {
  readonly text: string;
  /** Columns. */
  readonly width: number;
}

const CLEAR_LINE = '\x1b[K';
const CLEAR_BELOW = '\x1b[J';
/**
 * A terminal that knows the first shows at once what comes between the two; others pass over it. With the second a row that it takes for
 * wider than it is does not go on in the next one.
 */
const BEGIN = '\x1b[?2026h\x1b[?7l';
const END = '\x1b[?7h\x1b[?2026l';

/**
 * Says what has to be written so that a terminal shows one frame after another, and writes only rows that have changed. All movements are
 * relative: what is above the first row is never touched. Pure but for what it keeps in mind of the last frame.
 */
export class Painter {
  #shown: Frame | undefined;
  /** What the terminal does with rows that are too wide when it becomes narrower; known when it has told once. */
  #isXtermJs: boolean | undefined;
  /** It has told, and both could be: the usual is taken, until something is drawn. */
  #isGuessed = false;

  /** @param isXtermJs whether the terminal is known to be xterm.js, or to be another */
  constructor(isXtermJs?: boolean) {
    this.#isXtermJs = isXtermJs;
  }

  /** @returns what to write; empty when it is all there. */
  paint(next: Frame): string {
    const text = this.#changes(next);
    this.#shown = next;
    this.#isGuessed = false;
    return text;
  }

  #changes(next: Frame): string {
    const shown = this.#shown;
    // What the terminal has echoed while nobody read is not of the frame.
    if (!shown) return inOne(`\r${CLEAR_BELOW}${drawn(next)}${moved(end(next), next.cursor)}`);
    if (shown.columns !== next.columns)
      return inOne(this.#toTop(shown, next.columns) + CLEAR_BELOW + drawn(next) + moved(end(next), next.cursor));
    let text = '';
    let place = shown.cursor;
    next.rows.forEach((row, index) => {
      if (shown.rows[index]?.text === row.text) return;
      text += toRow(place, index, shown.rows.length) + drawnRow(row, next.columns);
      // Behind a full row the terminal stays in the last column; from here on only the row counts.
      place = { row: index, column: row.width };
    });
    if (next.rows.length < shown.rows.length) {
      text += `${moved(place, { row: next.rows.length, column: 0 })}${CLEAR_BELOW}`;
      place = { row: next.rows.length, column: 0 };
    }
    if (text === '' && place.row === next.cursor.row && place.column === next.cursor.column) return '';
    return inOne(text + moved(place, next.cursor));
  }

  /**
   * Takes away what is shown; the cursor is where it began then.
   * @param columns those of the terminal now
   */
  erase(columns: number): string {
    const text = this.#shown ? this.#toTop(this.#shown, columns) + CLEAR_BELOW : '';
    this.forget();
    return text;
  }

  /** Leaves what is shown as it is and goes below it. */
  leave(): string {
    const text = this.#shown ? moved(this.#shown.cursor, end(this.#shown)) : '';
    this.forget();
    return `${text}\r\n`;
  }

  /** The screen is somebody else's: nothing is there. */
  forget(): void {
    this.#shown = undefined;
  }

  /** Whether only the terminal can tell what it has done with its cursor, now that it has fewer columns. */
  isLost(columns: number): boolean {
    const shown = this.#shown;
    return this.#isXtermJs === undefined && !this.#isGuessed && shown !== undefined && shown.cursor.column >= columns;
  }

  /**
   * Takes what the terminal has told of its cursor.
   * @param columns those of the terminal when it was asked
   * @param column of the cursor, from 0; `undefined` when it did not answer
   */
  found(columns: number, column: number | undefined): void {
    const usual = (this.#shown?.cursor.column ?? 0) % columns;
    // In the last column both are.
    if (column === columns - 1 && usual === column) this.#isGuessed = true;
    else this.#isXtermJs = column !== undefined && column !== usual;
  }

  /** To the beginning of what is shown. A terminal that has become narrower has made more rows of those that are too wide. */
  #toTop(shown: Frame, columns: number): string {
    const up = this.#isXtermJs ? rowsAboveInXtermJs(shown, columns) : rowsAbove(shown, columns);
    return `${up > 0 ? `\x1b[${up}A` : ''}\r`;
  }
}

/** Most terminals take the cursor along with its character. */
function rowsAbove({ rows, cursor }: Frame, columns: number): number {
  const above = rows.slice(0, cursor.row).reduce((sum, { width }) => sum + broken(width, columns), cursor.row);
  return above + Math.floor(cursor.column / columns);
}

/**
 * xterm.js goes from the last row up. It cuts off the row that the cursor is on, and breaks the others; with each row that comes of that the cursor
 * goes down one, also when it was above.
 */
function rowsAboveInXtermJs({ rows, cursor }: Frame, columns: number): number {
  return rows.reduceRight((row, { width }, index) => (row === index ? row : row + broken(width, columns)), cursor.row);
}

/** How many rows more a row takes in a terminal of so many columns. */
function broken(width: number, columns: number): number {
  return Math.max(1, Math.ceil(width / columns)) - 1;
}

function inOne(text: string): string {
  return text === '' ? '' : `${BEGIN}${text}${END}`;
}

function drawn({ rows, columns }: Frame): string {
  return rows.map((row) => drawnRow(row, columns)).join('\r\n');
}

/** What a terminal has drawn wider than it should have is cleared behind it; behind a full row it would clear the last column. */
function drawnRow({ text, width }: FrameRow, columns: number): string {
  return width < columns ? `${text}${CLEAR_LINE}` : text;
}

/** Where writing all rows leaves the cursor. */
function end({ rows }: Frame): Place {
  return { row: rows.length - 1, column: rows.at(-1)?.width ?? 0 };
}

/** To the beginning of a row: below the last one it has to be made. */
function toRow(from: Place, row: number, existing: number): string {
  if (row < existing) return moved(from, { row, column: 0 });
  return `${moved(from, { row: row - 1, column: 0 })}\r\n`;
}

function moved(from: Place, { row, column }: Place): string {
  const rows = row - from.row;
  const vertically = rows === 0 ? '' : rows < 0 ? `\x1b[${-rows}A` : `\x1b[${rows}B`;
  if (column === from.column && rows === 0) return vertically;
  return `${vertically}\r${column > 0 ? `\x1b[${column}C` : ''}`;
}
