import type { Span } from '../../output/highlight/spans';
import type { Theme } from '../../output/theme';
import { graphemes, graphemeWidth, isNarrow, isUncertain, shown } from './graphemes';

/** A piece of a text that is marked, whatever its colour. */
export interface Mark {
  /** In UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly style: keyof Pick<Theme, 'bracket' | 'match' | 'error'>;
}

export interface Painted {
  readonly text: string;
  /** In order. */
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
  readonly theme: Theme;
}

/** A piece of a text with its colours, as it is written to a terminal from a column on. */
export function rowText({ text, spans, marks, theme }: Painted, from: number, to: number, column: number): string {
  const inside = new Pieces(spans, from);
  const marked = new Pieces(marks, from);
  let result = '';
  let place = column;
  for (let at = from; at < to;) {
    const span = inside.at(at);
    const mark = marked.at(at);
    const end = Math.min(to, inside.next(at), marked.next(at));
    const piece = placed(text.slice(at, end), place);
    const painted = span ? theme[span.style](piece.text) : piece.text;
    result += mark ? theme[mark.style](painted) : painted;
    place = piece.column;
    at = end;
  }
  return result;
}

/** Finds the piece that a place is in; asked for places from left to right. */
class Pieces<Piece extends { readonly from: number; readonly to: number }> {
  #index: number;

  constructor(
    private readonly pieces: readonly Piece[],
    from: number,
  ) {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle].to <= from) low = middle + 1;
      else high = middle;
    }
    this.#index = low;
  }

  at(place: number): Piece | undefined {
    const piece = this.#current(place);
    return piece && piece.from <= place ? piece : undefined;
  }

  /** Where the next one begins, or this one ends. */
  next(place: number): number {
    const piece = this.#current(place);
    if (!piece) return Infinity;
    return piece.from <= place ? piece.to : piece.from;
  }

  #current(place: number): Piece | undefined {
    while (this.#index < this.pieces.length && this.pieces[this.#index].to <= place) this.#index++;
    return this.pieces[this.#index];
  }
}

/**
 * Terminals do not agree on how wide emoji and characters of several code points are. Such a character gets blanks below it, and what follows
 * is put where it belongs, so that all after it stands right whatever the terminal thinks.
 */
function placed(text: string, column: number): { readonly text: string; readonly column: number } {
  if (isNarrow(text)) return { text, column: column + text.length };
  let result = '';
  let place = column;
  for (const { text: grapheme } of graphemes(text)) {
    const width = graphemeWidth(grapheme);
    result += isUncertain(grapheme)
      ? `${' '.repeat(width)}${toColumn(place)}${shown(grapheme)}${toColumn(place + width)}`
      : shown(grapheme);
    place += width;
  }
  return { text: result, column: place };
}

function toColumn(column: number): string {
  return `\x1b[${column + 1}G`;
}
