import { stripVTControlCharacters } from 'node:util';

type StringWidth = (text: string) => number;
let stringWidth: StringWidth | undefined;

// Scripts in which every character takes one column: Latin, Greek, Cyrillic, and common punctuation, the shell's own `…` with it.
const NARROW = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e]*$/;

/**
 * The columns that a text takes in a terminal: escape codes none, wide characters (CJK, emoji) two.
 * @param text one line
 */
export function displayWidth(text: string): number {
  const bare = stripVTControlCharacters(text);
  if (NARROW.test(bare)) return bare.length;
  // Loaded when the first text of another script is shown: most sessions never need it, and it is slow to load.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an ESM package, needed without waiting
  stringWidth ??= (require('string-width') as { default: StringWidth }).default;
  return stringWidth(bare);
}
