/**
 * The words of a name, in lower case, with blanks between them and around: ` ship to address line 1 `. `createdAt`, `created_at` and
 * `Created-At` are the same.
 */
export function nameWords(name: string): string {
  const words = name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
  return ` ${words.join(' ')} `;
}

/** Whether one of the words, or several behind each other with a blank between, is among those of a name. */
export function hasWord(words: string, wanted: readonly string[]): boolean {
  return wanted.some((each) => words.includes(` ${each} `) || words.includes(` ${each}s `));
}
