/**
 * Words in rows no wider than `width`, the first row after `title`, the others indented as far.
 * @param between two words: two blanks tell names apart.
 */
export function wrapWords(words: readonly string[], width: number, title: string, between = '  '): string {
  const indent = ' '.repeat(title.length);
  const rows: string[] = [];
  let row = title;
  for (const word of words) {
    if (row.length + word.length > width && row.trim() !== '' && row !== title) {
      rows.push(row.trimEnd());
      row = indent;
    }
    row += `${word}${between}`;
  }
  return [...rows, row.trimEnd()].join('\n');
}

/** A sentence in rows no wider than `width`, the first after `title`. */
export function wrapText(text: string, width: number, title = ''): string {
  return wrapWords(text.split(' '), width, title, ' ');
}
