import { displayWidth } from '../../output/display-width';
import { visible } from '../../output/visible';

/** One character as a person sees it: a letter with its marks, a family of emoji. */
export interface Grapheme {
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly at: number;
}

/** What takes one column, and is no part of a character of several code points unless something that is not in here follows. */
const NARROW =
  '\\x20-\\x7e\\xa0-\\xac\\xae-\\u02ff\\u0370-\\u0482\\u048a-\\u052f\\u0531-\\u0556\\u0561-\\u0587\\u05d0-\\u05ea\\u10d0-\\u10f0\\u2010-\\u2027\\u2030-\\u203b\\u203d-\\u2048\\u204a-\\u205e';
/** The same of two columns: kana, Chinese characters, Hangul syllables, full-width forms. */
const WIDE = '\\u3000-\\u3029\\u3041-\\u3096\\u30a0-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff5e';
const ALL_NARROW = new RegExp(`^[${NARROW}]*$`);
const IS_WIDE = new RegExp(`^[${WIDE}]$`);
/** Characters that are one code unit each, and texts that the segmenter has to look at; each with what stands before it, to which it may belong. */
const RUNS = new RegExp(`[${NARROW}${WIDE}](?=[${NARROW}${WIDE}]|$)|[${NARROW}${WIDE}]?[^${NARROW}${WIDE}]+`, 'g');
const MANY = 4096;

let segmenter: Intl.Segmenter | undefined;
const widths = new Map<string, number>();

/** Whether each code unit is a character of one column. */
export function isNarrow(text: string): boolean {
  return ALL_NARROW.test(text);
}

/** The characters of a text, in order. */
export function* graphemes(text: string): Generator<Grapheme> {
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    if (run.length === 1) yield { text: run, at: index };
    else for (const { segment, index: at } of segments(run)) yield { text: segment, at: index + at };
  }
}

/** Where the character that begins at `at` ends; the end of the text at its end. */
export function nextBoundary(text: string, at: number): number {
  if (at >= text.length) return text.length;
  if (isNarrow(text.slice(at, at + 2))) return at + 1;
  const found = segments(text).containing(at)!;
  return found.index + found.segment.length;
}

/** Where the character that ends at `at` begins. */
export function previousBoundary(text: string, at: number): number {
  if (at <= 0) return 0;
  if (isNarrow(text.slice(at - 1, at + 1))) return at - 1;
  return segments(text).containing(at - 1)!.index;
}

/** A character as it is shown: a tab as two blanks, other control characters spelled out. */
export function shown(grapheme: string): string {
  return grapheme === '\t' ? '  ' : visible(grapheme);
}

/** The columns that a character takes as it is shown. */
export function graphemeWidth(grapheme: string): number {
  if (isNarrow(grapheme)) return grapheme.length;
  if (IS_WIDE.test(grapheme)) return 2;
  let width = widths.get(grapheme);
  if (width === undefined) {
    if (widths.size >= MANY) widths.clear();
    widths.set(grapheme, (width = displayWidth(shown(grapheme))));
  }
  return width;
}

/** Whether terminals may differ over the columns that a character takes: emoji, marks, what is made of several code points. */
export function isUncertain(grapheme: string): boolean {
  return !isNarrow(grapheme) && !IS_WIDE.test(grapheme) && grapheme !== '\t';
}

/** The columns of a text, as {@link graphemeWidth} counts them. */
export function textWidth(text: string): number {
  if (isNarrow(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme.text);
  return width;
}

function segments(text: string): Intl.Segments {
  return (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text);
}
