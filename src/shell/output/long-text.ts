/** A text that is made while it is read: the pager shows its beginning before its end is there. */
export interface LongText {
  /** It has at least so many lines. */
  readonly lines: number;
  /** The lines, in pieces of one or several, without a newline at their ends. */
  parts(): Iterable<string>;
}

/** The whole of it. */
export function textOf(text: LongText): string {
  return [...text.parts()].join('\n');
}
