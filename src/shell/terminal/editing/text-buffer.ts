import { nextBoundary, previousBoundary, textWidth } from './graphemes';

/** A text that is being typed, and the place in it where the next letter goes. Never changed: an edit gives another one. */
export interface TextBuffer {
  readonly text: string;
  /** In UTF-16 units; never inside of a character. */
  readonly cursor: number;
}

export const EMPTY: TextBuffer = { text: '', cursor: 0 };

/** A text with the cursor behind it. */
export function bufferOf(text: string): TextBuffer {
  return { text, cursor: text.length };
}

/** Puts another text in the place of a piece; the cursor stands behind it. */
export function replaced({ text }: TextBuffer, from: number, to: number, by: string): TextBuffer {
  return { text: text.slice(0, from) + by + text.slice(to), cursor: from + by.length };
}

export function inserted(buffer: TextBuffer, text: string): TextBuffer {
  return replaced(buffer, buffer.cursor, buffer.cursor, text);
}

export function at(buffer: TextBuffer, cursor: number): TextBuffer {
  return cursor === buffer.cursor ? buffer : { ...buffer, cursor };
}

/** Where the line with the cursor begins. */
export function lineStart({ text, cursor }: TextBuffer): number {
  return cursor === 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1;
}

/** Where it ends, before the newline. */
export function lineEnd({ text, cursor }: TextBuffer): number {
  const end = text.indexOf('\n', cursor);
  return end === -1 ? text.length : end;
}

export function left({ text, cursor }: TextBuffer): number {
  return previousBoundary(text, cursor);
}

export function right({ text, cursor }: TextBuffer): number {
  return nextBoundary(text, cursor);
}

/** Letters, digits and what else a name of JavaScript's may hold; anything else that is no blank makes words of its own. */
const IN_NAME = /[\p{ID_Continue}$]/u;
const BLANK = /\s/;

/** The beginning of the word that the cursor is in or behind. */
export function wordLeft({ text, cursor }: TextBuffer): number {
  const before = (place: number): string => text.slice(previousBoundary(text, place), place);
  let place = cursor;
  while (place > 0 && BLANK.test(before(place))) place = previousBoundary(text, place);
  if (place === 0) return 0;
  const isName = IN_NAME.test(before(place));
  while (place > 0 && !BLANK.test(before(place)) && IN_NAME.test(before(place)) === isName)
    place = previousBoundary(text, place);
  return place;
}

/** The end of the word that the cursor is in or before. */
export function wordRight({ text, cursor }: TextBuffer): number {
  const behind = (place: number): string => text.slice(place, nextBoundary(text, place));
  let place = cursor;
  while (place < text.length && BLANK.test(behind(place))) place = nextBoundary(text, place);
  if (place === text.length) return place;
  const isName = IN_NAME.test(behind(place));
  while (place < text.length && !BLANK.test(behind(place)) && IN_NAME.test(behind(place)) === isName)
    place = nextBoundary(text, place);
  return place;
}

/** The columns between the beginning of the line and the cursor. */
export function column(buffer: TextBuffer): number {
  return textWidth(buffer.text.slice(lineStart(buffer), buffer.cursor));
}

/** The place on the line above that is nearest to a column; `undefined` on the first line. */
export function lineAbove(buffer: TextBuffer, wanted: number): number | undefined {
  const start = lineStart(buffer);
  return start === 0 ? undefined : nearest(buffer.text, lineStart(at(buffer, start - 1)), wanted);
}

/** The same of the line below; `undefined` on the last one. */
export function lineBelow(buffer: TextBuffer, wanted: number): number | undefined {
  const end = lineEnd(buffer);
  return end === buffer.text.length ? undefined : nearest(buffer.text, end + 1, wanted);
}

function nearest(text: string, start: number, wanted: number): number {
  const end = lineEnd({ text, cursor: start });
  let place = start;
  while (place < end) {
    const next = nextBoundary(text, place);
    if (textWidth(text.slice(start, next)) > wanted) break;
    place = next;
  }
  return place;
}

/** The characters on both sides of the cursor change places, at the end of the line those before it; the cursor goes on. */
export function transposed(buffer: TextBuffer): TextBuffer {
  const { text, cursor } = buffer;
  const start = lineStart(buffer);
  const middle = cursor === lineEnd(buffer) ? left(buffer) : cursor;
  if (middle <= start) return buffer;
  const from = previousBoundary(text, middle);
  if (from < start) return buffer;
  const to = nextBoundary(text, middle);
  return replaced(buffer, from, to, text.slice(middle, to) + text.slice(from, middle));
}
