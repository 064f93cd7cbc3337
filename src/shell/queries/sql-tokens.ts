import type { DataSource } from 'typeorm';

export type DatabaseType = DataSource['options']['type'];

/** How a database writes what is no plain word, as parts of a regular expression. */
interface Grammar {
  /** Strings and comments: what stands in them means nothing to the statement around. */
  readonly text: string;
  /** A quoted name. */
  readonly name: string;
  readonly placeholder: string;
}

const STRING = String.raw`'(?:[^']|'')*'`;
const DASHES = String.raw`--[^\n]*`;
const COMMENT = String.raw`\/\*[\s\S]*?\*\/`;
const QUOTED = String.raw`"(?:[^"]|"")*"`;
const BACKTICKS = String.raw`\x60(?:[^\x60]|\x60\x60)*\x60`;
const BRACKETS = String.raw`\[[^\]]*\]`;
const WORD = String.raw`[\p{L}_][\p{L}\p{N}_$#]*`;

const STANDARD: Grammar = {
  text: `${STRING}|${DASHES}|${COMMENT}`,
  name: `${QUOTED}|${BACKTICKS}`,
  placeholder: '\\?',
};

const POSTGRES: Grammar = {
  // Comments nest: one inside of another is read.
  text: [
    String.raw`[eE]'(?:[^'\\]|\\[\s\S]|'')*'`,
    STRING,
    String.raw`\$(?<tag>[A-Za-z_]*)\$[\s\S]*?\$\k<tag>\$`,
    DASHES,
    String.raw`\/\*(?:[^*/]|\*(?!\/)|\/(?!\*)|${COMMENT})*\*\/`,
  ].join('|'),
  name: QUOTED,
  placeholder: String.raw`\$\d+`,
};

const MYSQL: Grammar = {
  text: [
    String.raw`'(?:[^'\\]|\\[\s\S]|'')*'`,
    String.raw`"(?:[^"\\]|\\[\s\S]|"")*"`,
    String.raw`#[^\n]*`,
    String.raw`--(?=\s|$)[^\n]*`,
    COMMENT,
  ].join('|'),
  name: BACKTICKS,
  // Two of them are the place of a name.
  placeholder: String.raw`\?\??`,
};

const SQLITE: Grammar = {
  text: STANDARD.text,
  name: `${STANDARD.name}|${BRACKETS}`,
  placeholder: String.raw`\?\d*|[:@$][A-Za-z_]\w*`,
};

const GRAMMARS: Readonly<Partial<Record<DatabaseType, Grammar>>> = {
  postgres: POSTGRES,
  'aurora-postgres': { ...POSTGRES, placeholder: String.raw`\$\d+|:\w+` },
  cockroachdb: POSTGRES,
  mysql: MYSQL,
  mariadb: MYSQL,
  'aurora-mysql': MYSQL,
  'better-sqlite3': SQLITE,
  sqljs: SQLITE,
  expo: SQLITE,
  mssql: { ...STANDARD, name: `${QUOTED}|${BRACKETS}`, placeholder: String.raw`@\d+` },
  oracle: { ...STANDARD, placeholder: String.raw`:\d+` },
};

export interface SqlToken {
  readonly kind: 'text' | 'name' | 'placeholder' | 'sign' | 'number';
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

const KINDS = ['text', 'placeholder', 'name', 'number'] as const;
const expressions = new Map<DatabaseType, RegExp>();

/** The tokens of an SQL text without the white space between them. Reads any text: what is no SQL gives tokens too. */
export function* sqlTokens(sql: string, type: DatabaseType): Generator<SqlToken, undefined> {
  let expression = expressions.get(type);
  if (expression === undefined) {
    const { text, name, placeholder } = GRAMMARS[type] ?? STANDARD;
    expression = new RegExp(
      String.raw`(?<text>${text})|(?<placeholder>${placeholder})|(?<name>${name}|${WORD})|(?<number>\d[\w.]*)|(?<sign>[<>=!]+|[^\s])`,
      'gu',
    );
    expressions.set(type, expression);
  }
  for (const { index, groups = {}, 0: text } of sql.matchAll(expression)) {
    yield { kind: KINDS.find((each) => groups[each] !== undefined) ?? 'sign', text, at: index };
  }
}
