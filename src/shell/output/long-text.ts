/** A text that is made while it is read: the pager shows its beginning before its end is there. */
export interface LongText {
  /** It has at least so many lines. */
  readonly lines: number;
  pieces(): Iterable<Piece>;
}

/** Some lines of it. */
export interface Piece {
  /** The entities that these lines show as their classes say: what they read for that should be loaded first. */
  readonly shown: readonly object[];
  /** The lines, in parts of one or several, without a newline at their ends. */
  parts(): Iterable<string>;
}

/** A long text that shows no entities as their classes say. */
export function longText(lines: number, parts: () => Iterable<string>): LongText {
  return { lines, pieces: () => [{ shown: [], parts }] };
}

/** Its lines, whatever is loaded. */
export function* partsOf(text: LongText): Generator<string> {
  for (const piece of text.pieces()) yield* piece.parts();
}

/** The whole of it. */
export function textOf(text: LongText): string {
  return [...partsOf(text)].join('\n');
}
