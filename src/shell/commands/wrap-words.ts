/** Words in rows no wider than `width`, the first row after `title`, the others indented as far. */
export function wrapWords(words: readonly string[], width: number, title: string): string {
  const indent = ' '.repeat(title.length);
  const rows: string[] = [];
  let row = title;
  for (const word of words) {
    if (row.length + word.length > width && row.trim() !== '' && row !== title) {
      rows.push(row.trimEnd());
      row = indent;
    }
    row += `${word}  `;
  }
  return [...rows, row.trimEnd()].join('\n');
}
