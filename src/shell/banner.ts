export interface BannerOptions {
  readonly title: string;
  /** Without a password. */
  readonly database: string;
  readonly entities: readonly string[];
  /** Columns. */
  readonly width: number;
}

/** How many rows the names of the entities may take. */
const MOST_ROWS = 3;
const LABEL = 'Entities: ';

/** What a session begins with: which database, which entities, how to get help. At most six lines. */
export function bannerLines({ title, database, entities, width }: BannerOptions): readonly string[] {
  return [
    `${title} on ${database}`,
    ...entityRows(entities, width),
    'Relations load when touched, nothing needs await. Type .help for help.',
  ];
}

/** As many names as fit, and how many are left out. */
function entityRows(entities: readonly string[], width: number): readonly string[] {
  if (entities.length === 0) return ['There are no entities in this data source.'];
  for (let shown = entities.length; shown > 0; shown--) {
    const left = entities.length - shown;
    const words = entities.slice(0, shown).map((name, index) => (index < shown - 1 || left > 0 ? `${name},` : name));
    const rows = inRows(left > 0 ? [...words, '…', 'and', String(left), 'more', '(.ls)'] : words, width);
    if (rows.length <= MOST_ROWS) return rows;
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
