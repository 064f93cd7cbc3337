import { displayWidth } from '../display-width';
import { visible } from '../visible';
import { leftOut } from './cell';

/** A character that people see may be made of so many: families of emoji, letters with marks. */
const LONGEST_CHARACTER = 32;
/** Characters that take one column and need no spelling out: most texts have no others. */
const PLAIN = /^[\x20-\x7e]*$/;

/** A text as it stands in a cell. */
export interface Fitted {
  readonly text: string;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Half of a pair that stands alone: a terminal gets the sign for "no character" in its place, which is one column wide. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function shown(text: string): string {
  return PLAIN.test(text) ? text : visible(wellFormed(text));
}

/** The columns that a text takes, its control characters spelled out; at most `most`, so that a long text costs no more. */
export function cellWidth(text: string, most: number): number {
  if (text.length > most * LONGEST_CHARACTER) return most;
  return Math.min(most, PLAIN.test(text) ? text.length : displayWidth(shown(text)));
}

/**
 * A text in at most `width` columns: what does not fit is cut, and how many characters that are stands behind: `The quick…+1,234`.
 * They are counted as `length` does. No character is cut in two, nor one spelled out.
 * @param quoted whether the text ends with a quote, which stands before what is said of the rest then: `' The quick'…+1,234`
 */
export function fit(text: string, width: number, quoted = false): Fitted {
  if (text.length <= width * LONGEST_CHARACTER) {
    const whole = shown(text);
    const own = PLAIN.test(whole) ? whole.length : displayWidth(whole);
    if (own <= width) return { text: whole, width: own };
  }
  const kept = charactersOf(text.slice(0, width * LONGEST_CHARACTER), width);
  for (;;) {
    // A quote alone would be an empty text.
    if (quoted && kept.length === 1) kept.pop();
    const end = quoted
      ? `${kept.length > 0 ? "'" : ''}${leftOut(text.length - Math.max(kept.length, 1) - 1)}`
      : leftOut(text.length - kept.length);
    if (kept.width + end.length <= width) return { text: kept.shown + end, width: kept.width + end.length };
    // Not even that much room.
    if (kept.length === 0) return { text: end.slice(0, width), width: Math.min(end.length, width) };
    kept.pop();
  }
}

/** The characters of a text from its beginning, as many as take `width` columns. */
function charactersOf(text: string, width: number): Kept {
  const kept = new Kept();
  for (const { segment } of segmenter().segment(text)) {
    if (kept.width >= width) break;
    kept.push(segment);
  }
  return kept;
}

class Kept {
  readonly #pieces: { readonly length: number; readonly shown: string; readonly width: number }[] = [];
  /** In the text, and in columns. */
  length = 0;
  width = 0;

  push(segment: string): void {
    const piece = shown(segment);
    const width = displayWidth(piece);
    this.#pieces.push({ length: segment.length, shown: piece, width });
    this.length += segment.length;
    this.width += width;
  }

  pop(): void {
    const { length = 0, width = 0 } = this.#pieces.pop() ?? {};
    this.length -= length;
    this.width -= width;
  }

  get shown(): string {
    return this.#pieces.map((piece) => piece.shown).join('');
  }
}

// Made when the first text is cut: it costs some milliseconds.
let made: Intl.Segmenter | undefined;

function segmenter(): Intl.Segmenter {
  return (made ??= new Intl.Segmenter('en', { granularity: 'grapheme' }));
}
