const LABEL = 'Entities: ';

/**
 * The names of the entities, as many as fit, and how many are left out.
 * @param mostRows how many rows they may take.
 */
export function entityRows(entities: readonly string[], width: number, mostRows: number): readonly string[] {
  if (entities.length === 0) return ['There are no entities in this data source.'];
  for (let shown = entities.length; shown > 0; shown--) {
    const left = entities.length - shown;
    const words = entities.slice(0, shown).map((name, index) => (index < shown - 1 || left > 0 ? `${name},` : name));
    const rows = inRows(left > 0 ? [...words, '…', 'and', String(left), 'more', '(.ls)'] : words, width);
    if (rows.length <= mostRows) return rows;
  }
  return [`${LABEL}${entities.length} (.ls)`];
}

function inRows(words: readonly string[], width: number): readonly string[] {
  const rows: string[] = [];
  let row = LABEL + words[0];
  for (const word of words.slice(1)) {
    if (row.length + 1 + word.length > width) {
      rows.push(row);
      row = ' '.repeat(LABEL.length) + word;
    } else {
      row += ` ${word}`;
    }
  }
  return [...rows, row];
}
