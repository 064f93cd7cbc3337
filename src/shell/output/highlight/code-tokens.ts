import type * as JsTokensModule from 'js-tokens' with { 'resolution-mode': 'import' };

/** What stands in a text: `IdentifierName`, `StringLiteral`, `Punctuator`, … */
export interface CodeToken {
  readonly type: JsTokensModule.Token['type'];
  readonly text: string;
  /** In UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** False for a string, template, comment or regular expression whose end is still to come. */
  readonly closed: boolean;
}

type Tokenize = typeof JsTokensModule.default;
let tokenize: Tokenize | undefined;

/** The tokens of a text, blanks and comments among them; of any text, also one in the middle of being typed. Never throws. */
export function codeTokens(text: string): readonly CodeToken[] {
  tokenize ??= load();
  const tokens: CodeToken[] = [];
  let from = 0;
  for (const token of tokenize(text)) {
    const to = from + token.value.length;
    tokens.push({ type: token.type, text: token.value, from, to, closed: !('closed' in token) || token.closed });
    from = to;
  }
  return tokens;
}

/** An ES module; what `require` gives of it depends on Node's version. */
function load(): Tokenize {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const loaded = require('js-tokens') as Tokenize | { readonly default: Tokenize };
  return typeof loaded === 'function' ? loaded : loaded.default;
}
