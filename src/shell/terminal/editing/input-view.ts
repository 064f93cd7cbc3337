import type { Theme } from '../../output/theme';
import type { CodeReader } from './code-reader';
import { isUncertain, nextBoundary, previousBoundary, textWidth } from './graphemes';
import { layout, type Layout, type Row } from './layout';
import type { Menu } from './menu';
import { cut, menuRows, MOST_ROWS } from './menu-rows';
import type { Frame, FrameRow } from './painter';
import { rowText, type Mark, type Painted } from './row-text';
import type { TextBuffer } from './text-buffer';
import { displayWidth } from '../../output/display-width';

/** What stands before all lines of an input but the first. */
export const CONTINUATION = '... ';
/** Columns that are left for the text, whatever the prompt is. */
const LEAST = 4;

/** An input as it is to be seen. */
export interface Shown {
  readonly prompt: string;
  readonly buffer: TextBuffer;
  /** Whether it is code or a command, and not an answer. */
  readonly isCode: boolean;
  /** Nobody edits it any more: no bracket is looked for. */
  readonly isLeft?: boolean;
  /** What is suggested behind the text. */
  readonly ghost?: string;
  readonly menu?: Menu;
  /** What was searched for, where it was found. */
  readonly match?: { readonly from: number; readonly to: number };
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** Turns what is edited into rows for the terminal. */
export class InputView {
  readonly #theme: Theme;
  readonly #reader: CodeReader;
  /** The first row that is seen of an input that is higher than the terminal. */
  #top = 0;

  constructor(theme: Theme, reader: CodeReader) {
    this.#theme = theme;
    this.#reader = reader;
  }

  /** @returns what is to be seen of an input, never more than the terminal has rows. */
  frame(shown: Shown, size: TerminalSize): Frame {
    const { columns } = size;
    const prompt = promptIn(shown.prompt, columns);
    const { rows, cursor } = this.#layout(shown, prompt, columns);
    const menu = shown.menu
      ? menuRows(shown.menu, { columns, rows: roomForMenu(rows.length, size.rows) }, this.#theme)
      : [];
    const room = Math.max(1, size.rows - menu.length);
    this.#top = Math.max(0, Math.min(this.#top, cursor.row, rows.length - room));
    if (cursor.row >= this.#top + room) this.#top = cursor.row - room + 1;
    const painted = this.#painted(shown);
    const seen = rows.slice(this.#top, this.#top + room).map((row) => frameRow(row, painted, prompt));
    const row = cursor.row - this.#top;
    const ghost = ghostRow(seen[row], cursor.column, shown, columns, this.#theme);
    if (ghost) seen[row] = ghost;
    return { rows: [...seen, ...menu], cursor: { row, column: cursor.column }, columns };
  }

  /**
   * A whole input to be left on the screen, with its colours and nothing else; lines that are too long flow, so that the terminal knows them as
   * one when it changes its width and when they are copied.
   * @returns `undefined` where its frame is the same: no line is too long, and it is no higher than the terminal.
   */
  whole(shown: Shown, size: TerminalSize): string | undefined {
    const { columns } = size;
    const prompt = promptIn(shown.prompt, columns);
    const { rows } = this.#layout({ ...shown, buffer: { ...shown.buffer, cursor: 0 } }, prompt, columns);
    if (rows.length <= size.rows && rows.every(({ begins }) => begins !== 'nothing')) return undefined;
    const painted = this.#painted(shown);
    return rows
      .map((row, index) => {
        const next = rows.at(index + 1);
        const end = next === undefined || flows(painted.text, row, next) ? '' : '\r\n';
        return frameRow(row, painted, prompt).text + end;
      })
      .join('');
  }

  #layout({ buffer }: Shown, prompt: string, columns: number): Layout {
    const starts = { prompt: displayWidth(prompt), continuation: Math.min(CONTINUATION.length, columns - 1) };
    return layout(buffer.text, buffer.cursor, { columns, ...starts });
  }

  #painted(shown: Shown): Painted {
    const { buffer, isCode, match } = shown;
    const { text } = buffer;
    const theme = this.#theme;
    const found: readonly Mark[] = match ? [{ ...match, style: 'match' }] : [];
    if (!isCode || !theme.colored) return { text, theme, spans: [], marks: found };
    const { spans } = this.#reader.read(text);
    return { text, theme, spans, marks: match ? found : this.#bracketMarks(shown) };
  }

  #bracketMarks({ buffer: { text, cursor }, menu, isLeft = false }: Shown): readonly Mark[] {
    const { brackets } = this.#reader.read(text);
    const stray = brackets.stray.map((at): Mark => ({ from: at, to: at + 1, style: 'error' }));
    const here = [cursor, cursor - 1].find((at) => brackets.partners.has(at));
    if (here === undefined || menu || isLeft) return stray;
    const pair = [here, brackets.partners.get(here)!].map((at): Mark => ({ from: at, to: at + 1, style: 'bracket' }));
    return [...stray, ...pair].sort((one, other) => one.from - other.from);
  }
}

function frameRow({ from, to, begins, width }: Row, painted: Painted, prompt: string): FrameRow {
  const before = begins === 'text' ? prompt : begins === 'line' ? CONTINUATION : '';
  return { text: before + rowText(painted, from, to, displayWidth(before)), width };
}

/** In a terminal with hardly any columns the text is what counts. */
function promptIn(prompt: string, columns: number): string {
  return displayWidth(prompt) + LEAST > columns ? '' : prompt;
}

/** At least half of the terminal is the input's, as far as it needs it. */
function roomForMenu(inputRows: number, rows: number): number {
  return Math.min(MOST_ROWS, Math.max(1, rows - Math.min(inputRows, Math.ceil(rows / 2))), Math.max(1, rows - 1));
}

function ghostRow(
  row: FrameRow,
  column: number,
  { ghost = '', buffer }: Shown,
  columns: number,
  theme: Theme,
): FrameRow | undefined {
  if (ghost === '' || buffer.cursor < buffer.text.length) return undefined;
  const [line = '', ...others] = ghost.split('\n');
  const text = cut(`${line}${others.length > 0 ? ' …' : ''}`, columns - column - 1);
  return text === '' ? undefined : { text: row.text + theme.dim(text), width: row.width + textWidth(text) };
}

/** Whether the terminal itself goes on in the next row. */
function flows(text: string, row: Row, next: Row): boolean {
  if (next.begins !== 'nothing') return false;
  const last = text.slice(previousBoundary(text, row.to), row.to);
  return !isUncertain(last) && !isUncertain(text.slice(next.from, nextBoundary(text, next.from)));
}
