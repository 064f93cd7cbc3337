import { stripVTControlCharacters } from 'node:util';

type StringWidth = (text: string) => number;
let stringWidth: StringWidth | undefined;

const PLAIN = /^[\x20-\x7e]*$/;

/**
 * The columns that a text takes in a terminal: escape codes none, wide characters (CJK, emoji) two.
 * @param text one line
 */
export function displayWidth(text: string): number {
  const bare = stripVTControlCharacters(text);
  if (PLAIN.test(bare)) return bare.length;
  // Loaded when the first wide text is shown: most sessions never need it, and it costs milliseconds at the start.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an ESM package, needed without waiting
  stringWidth ??= (require('string-width') as { default: StringWidth }).default;
  return stringWidth(bare);
}
