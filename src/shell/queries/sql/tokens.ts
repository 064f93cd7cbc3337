import { sqlTokens, type DatabaseType, type SqlToken } from '../sql-tokens';

/** What a piece of an SQL text is. */
export type TokenKind =
  /** A key word or a name without quotes. */
  | 'word'
  /** A name in quotes: `"Employee"`, `` `Employee` ``, `[Employee]`. */
  | 'name'
  | 'number'
  | 'string'
  /** A place for a value: `?`, `$1`, `@0`. */
  | 'parameter'
  | 'symbol';

/** A token as the reading of statements needs it. */
export interface Token {
  readonly kind: TokenKind;
  /** As it stands in the statement. */
  readonly text: string;
  /** Of words in lower case, of names without quotes; otherwise the text. */
  readonly value: string;
}

/** Cuts a statement into its pieces; blanks and comments are left out, and so are PostgreSQL's casts (`::int`). */
export function tokensOf(sql: string, type: DatabaseType): readonly Token[] {
  const tokens: Token[] = [];
  let colons = 0;
  for (const token of sqlTokens(sql, type)) {
    if (token.kind === 'text' && /^(?:--|\/\*|#)/u.test(token.text)) continue;
    if (token.text === ':') {
      colons++;
      continue;
    }
    // After two colons comes the name of a type.
    const isType = colons === 2 && token.kind === 'name';
    colons = 0;
    if (!isType) tokens.push(tokenOf(token));
  }
  return tokens;
}

function tokenOf({ kind, text }: SqlToken): Token {
  switch (kind) {
    case 'name':
      return /^["`[]/u.test(text)
        ? { kind: 'name', text, value: unquoted(text) }
        : { kind: 'word', text, value: text.toLowerCase() };
    case 'text':
      return { kind: 'string', text, value: text };
    case 'placeholder':
      return { kind: 'parameter', text, value: text };
    case 'number':
      return { kind: 'number', text, value: text };
    case 'sign':
      return { kind: 'symbol', text, value: text };
  }
}

function unquoted(text: string): string {
  const quote = text[0] === '[' ? ']' : (text[0] ?? '');
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}
