/** What a piece of an SQL text is. */
export type TokenKind =
  /** A key word or a name without quotes. */
  | 'word'
  /** A name in quotes: `"Employee"`, `` `Employee` ``, `[Employee]`. */
  | 'name'
  | 'number'
  | 'string'
  /** A place for a value: `?`, `$1`, `:name`, `@0`. */
  | 'parameter'
  | 'symbol';

export interface Token {
  readonly kind: TokenKind;
  /** As it stands in the statement. */
  readonly text: string;
  /** Of words in lower case, of names without quotes; otherwise the text. */
  readonly value: string;
}

// In the order in which they are tried: PostgreSQL's cast before a named parameter, its dollar quotes before a numbered one.
const TOKEN = new RegExp(
  [
    String.raw`(?<space>\s+|--[^\n]*|/\*[^]*?\*/)`,
    String.raw`(?<string>[eEnNxX]?'(?:[^']|'')*'|\$(?<tag>[A-Za-z_]*)\$[^]*?\$\k<tag>\$)`,
    String.raw`(?<name>"(?:[^"]|"")*"|\x60(?:[^\x60]|\x60\x60)*\x60|\[[A-Za-z_][^\]]*\])`,
    String.raw`(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)`,
    String.raw`(?<parameter>\?|\$\d+|@\w+|:(?:\w|\.{3})+)`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_$#]*)`,
    String.raw`(?<symbol>::|<=>|<>|<=|>=|!=|\|\||[^])`,
  ].join('|'),
  'gu',
);

/** Cuts a statement of any of the databases into its pieces; blanks and comments are left out. */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let before = '';
  for (const { 0: text, groups = {} } of sql.matchAll(TOKEN)) {
    if (groups.space !== undefined) continue;
    const kind = KINDS.find((each) => groups[each] !== undefined) ?? 'symbol';
    // After a cast comes the name of a type.
    const isType = before === '::';
    before = text;
    tokens.push({ kind: isType ? 'word' : kind, text, value: valueOf(kind, text) });
  }
  return tokens;
}

const KINDS: readonly TokenKind[] = ['string', 'name', 'number', 'parameter', 'word'];

function valueOf(kind: TokenKind, text: string): string {
  if (kind === 'word') return text.toLowerCase();
  if (kind !== 'name') return text;
  const quote = text[0] === '[' ? ']' : text[0];
  return text.slice(1, -1).replaceAll(`${quote}${quote}`, quote ?? '');
}
