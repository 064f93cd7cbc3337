import type { Theme } from '../theme';
import type { CodeToken } from './code-tokens';

/** A piece of a text that is shown in a way of its own. */
export interface Span {
  /** In UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly style: Style;
}

/** The names of the theme's colours that code is painted with. */
export type Style = keyof Pick<
  Theme,
  'keyword' | 'string' | 'number' | 'boolean' | 'null' | 'entityName' | 'command' | 'dim'
>;

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends finally for function if import in ' +
    'instanceof new return super switch this throw try typeof var void while with let await yield static'
  ).split(' '),
);
/** Words that are names as well: a word that begins something right before another. */
const BEFORE_ANOTHER: ReadonlySet<string> = new Set(
  'abstract as async declare from get implements interface is keyof namespace of private protected public readonly satisfies set type'.split(
    ' ',
  ),
);
const CONSTANTS: ReadonlyMap<string, Style> = new Map([
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['null', 'null'],
  ['undefined', 'null'],
]);
const BLANK: ReadonlySet<CodeToken['type']> = new Set([
  'WhiteSpace',
  'LineTerminatorSequence',
  'SingleLineComment',
  'MultiLineComment',
]);
const STYLES: Partial<Record<CodeToken['type'], Style>> = {
  StringLiteral: 'string',
  NoSubstitutionTemplate: 'string',
  TemplateHead: 'string',
  TemplateMiddle: 'string',
  TemplateTail: 'string',
  RegularExpressionLiteral: 'string',
  NumericLiteral: 'number',
  SingleLineComment: 'dim',
  MultiLineComment: 'dim',
  HashbangComment: 'dim',
};
/** What follows a word like `from` or `type` where it is one of the language. */
const BEGINS_ANOTHER: ReadonlySet<CodeToken['type']> = new Set([
  'IdentifierName',
  'PrivateIdentifier',
  'StringLiteral',
]);

/**
 * The pieces of code that have a colour, in order.
 * @param entities names that are shown as entities' names are
 */
export function codeSpans(tokens: readonly CodeToken[], entities: ReadonlySet<string> = new Set()): readonly Span[] {
  const spans: Span[] = [];
  let before: CodeToken | undefined;
  tokens.forEach((token, index) => {
    const style =
      token.type === 'IdentifierName'
        ? wordStyle(token.text, before?.text, () => next(tokens, index), entities)
        : STYLES[token.type];
    if (style) spans.push({ from: token.from, to: token.to, style });
    if (!BLANK.has(token.type)) before = token;
  });
  return spans;
}

function wordStyle(
  word: string,
  before: string | undefined,
  following: () => CodeToken | undefined,
  entities: ReadonlySet<string>,
): Style | undefined {
  // A property may be called like a word of the language.
  if (before === '.' || before === '?.') return undefined;
  if (entities.has(word)) return 'entityName';
  if (KEYWORDS.has(word) || CONSTANTS.has(word)) {
    return following()?.text === ':' && (before === '{' || before === ',')
      ? undefined
      : (CONSTANTS.get(word) ?? 'keyword');
  }
  if (!BEFORE_ANOTHER.has(word)) return undefined;
  const { type, text } = following() ?? {};
  const isWord = (type && BEGINS_ANOTHER.has(type)) || (word === 'async' && text === '(');
  return isWord ? 'keyword' : undefined;
}

function next(tokens: readonly CodeToken[], index: number): CodeToken | undefined {
  for (let at = index + 1; at < tokens.length; at++) if (!BLANK.has(tokens[at].type)) return tokens[at];
  return undefined;
}
