import type { DataSource } from 'typeorm';

export type DatabaseType = DataSource['options']['type'];

/** Strings, comments and PostgreSQL's dollar quotes: what stands in them means nothing to the statement around. */
const TEXT = String.raw`'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|\$(?<tag>[A-Za-z_]*)\$[\s\S]*?\$\k<tag>\$`;
/** A quoted name, or a bare one. */
const NAME = String.raw`"(?:[^"]|"")*"|\x60[^\x60]*\x60|\[[^\]\s]*\]|[\p{L}_][\p{L}\p{N}_$#]*`;

/** How each database writes the place of a parameter; `?` where nothing else is said. */
const PLACEHOLDERS: Readonly<Partial<Record<DatabaseType, string>>> = {
  postgres: String.raw`\$\d+`,
  'aurora-postgres': String.raw`\$\d+|:\w+`,
  cockroachdb: String.raw`\$\d+`,
  mssql: String.raw`@\d+`,
  oracle: String.raw`:\d+`,
};

export interface SqlToken {
  readonly kind: 'text' | 'name' | 'placeholder' | 'sign' | 'number';
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

/** The tokens of an SQL text without the white space between them. Reads any text: what is no SQL gives tokens too. */
export function* sqlTokens(sql: string, type: DatabaseType): Generator<SqlToken, undefined> {
  const placeholder = PLACEHOLDERS[type] ?? String.raw`\?`;
  const token = new RegExp(
    String.raw`(?<text>${TEXT})|(?<placeholder>${placeholder})|(?<name>${NAME})|(?<number>\d[\w.]*)|(?<sign>[<>=!]+|[^\s])`,
    'gu',
  );
  for (const { index, groups = {}, 0: text } of sql.matchAll(token)) {
    const kind = (['text', 'placeholder', 'name', 'number'] as const).find((each) => groups[each] !== undefined);
    yield { kind: kind ?? 'sign', text, at: index };
  }
}
