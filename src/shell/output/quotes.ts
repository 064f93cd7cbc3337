/**
 * Whether a text has to stand between quotes so as not to be taken for something else: for one of those that mean no text, or because blanks at
 * its ends are not seen without. What has quotes itself is to be told from what was given some.
 * @param taken what means something else where the text is shown: `null`
 */
export function needsQuotes(text: string, taken: ReadonlySet<string>): boolean {
  if (taken.has(text)) return true;
  const [first, last] = [text[0], text[text.length - 1]];
  return /\s/.test(first + last) || (first === "'" && last === "'");
}
