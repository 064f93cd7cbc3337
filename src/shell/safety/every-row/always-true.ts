import type { Token } from '../../queries/sql/tokens';

/** Whether a condition holds for every row, for none, or for those that it is there to tell apart. */
export type Truth = 'all' | 'none' | 'some';

/** What is known of a value that stands in a statement. */
export interface Known {
  readonly value: unknown;
}

/** Gives what a parameter holds; `undefined` where that is not known. */
export type ValueOf = (parameter: Token) => Known | undefined;

/** Words that are no column. */
const KEYWORDS: ReadonlySet<string> = new Set(
  `and or not xor is null true false unknown like ilike rlike regexp between in escape case when then else end collate distinct div mod
  current_date current_time current_timestamp localtime localtimestamp interval`.split(/\s+/u),
);
/** Before a string they say of what type it is. */
const TYPES: ReadonlySet<string> = new Set(['date', 'time', 'timestamp', 'interval']);
const COMPARES: ReadonlySet<string> = new Set(['=', '==', '<=>', '<>', '!=', '<', '<=', '>', '>=']);
const EQUAL: ReadonlySet<string> = new Set(['=', '==', '<=>', '<=', '>=', 'is']);

/** What is nested deeper nobody has written by a slip. */
const DEEPEST = 200;

/**
 * Says for which rows a condition holds, as far as its text tells: `1 = 1`, `TRUE`, `id = id`, `name LIKE '%'` and what has no column in it at
 * all hold for every row, and so does what has one of them after an OR. In doubt it tells rows apart.
 * @param bars whether `||` and `&&` mean OR and AND.
 */
export function truthOf(condition: readonly Token[], valueOf: ValueOf, bars: boolean): Truth {
  const truth = (tokens: readonly Token[], depth: number): Truth => {
    if (depth > DEEPEST) return 'some';
    const inside = (each: readonly Token[]): Truth => truth(each, depth + 1);
    const inner = withoutBrackets(tokens);
    const either = parts(inner, 'or', bars ? '|' : undefined);
    if (either.length > 1) return together(either.map(inside), 'all', 'none');
    const both = parts(inner, 'and', bars ? '&' : undefined);
    if (both.length > 1) return together(both.map(inside), 'none', 'all');
    const [first, ...rest] = inner;
    if (first?.text === '!' || (first?.kind === 'word' && first.value === 'not')) return OPPOSITE[inside(rest)];
    return simpleTruth(inner, valueOf);
  };
  return truth(condition, 0);
}

const OPPOSITE = { all: 'none', none: 'all', some: 'some' } as const;

/** One that is `strong` decides; otherwise all must be `weak`. */
function together(truths: readonly Truth[], strong: Truth, weak: Truth): Truth {
  if (truths.includes(strong)) return strong;
  return truths.every((each) => each === weak) ? weak : 'some';
}

function simpleTruth(tokens: readonly Token[], valueOf: ValueOf): Truth {
  const alone = knownValue(tokens, valueOf);
  if (alone !== undefined) return isTrue(alone.value) ? 'all' : 'none';
  const at = tokens.findIndex(({ kind, value }) => kind !== 'name' && (COMPARES.has(value) || value === 'like'));
  if (at > 0) {
    const [left, right] = [tokens.slice(0, at), tokens.slice(at + 1)].map(withoutBrackets);
    const [one, other] = [knownValue(left, valueOf), knownValue(right, valueOf)];
    const operator = tokens[at].value;
    if (one !== undefined && other !== undefined) return compares(one.value, operator, other.value) ? 'all' : 'none';
    if (EQUAL.has(operator) && isPath(left) && pathText(left) === pathText(right)) return 'all';
    if (operator === 'like' && isPath(left) && /^%+$/u.test(String(other?.value ?? ''))) return 'all';
  }
  // The same for every row: true, or else nothing is changed.
  return tokens.some((token, index) => mayTellRowsApart(token, tokens[index + 1])) ? 'some' : 'all';
}

/** A column, or a subquery which reads some. */
function mayTellRowsApart({ kind, value }: Token, next: Token | undefined): boolean {
  if (kind === 'name') return true;
  if (kind !== 'word' || KEYWORDS.has(value)) return false;
  return value === 'from' || !(next?.text === '(' || (TYPES.has(value) && next?.kind === 'string'));
}

function knownValue(tokens: readonly Token[], valueOf: ValueOf): Known | undefined {
  const [first, second] = tokens;
  if (tokens.length === 2 && first.text === '-' && second.kind === 'number') return { value: -Number(second.text) };
  if (tokens.length !== 1) return undefined;
  switch (first.kind) {
    case 'number':
      return { value: Number(first.text) };
    case 'string':
      return /^'/u.test(first.text) ? { value: first.text.slice(1, -1).replaceAll("''", "'") } : undefined;
    case 'parameter':
      return valueOf(first);
    case 'word':
      return first.value in CONSTANTS ? { value: CONSTANTS[first.value as keyof typeof CONSTANTS] } : undefined;
    default:
      return undefined;
  }
}

const CONSTANTS = { true: true, false: false, null: null } as const;

/** What databases take for true where a condition is asked for. */
function isTrue(value: unknown): boolean {
  if (typeof value === 'string') return Boolean(Number(value)) || /^(?:t|true|y|yes|on)$/iu.test(value);
  return Boolean(value);
}

function compares(left: unknown, operator: string, right: unknown): boolean {
  if (operator === '<=>' && left === null && right === null) return true;
  if (left === null || right === null) return false;
  const isText = typeof left === 'string' && typeof right === 'string';
  const [one, other] = isText ? [left, right] : [Number(left), Number(right)];
  switch (operator) {
    case '<>':
    case '!=':
      return one !== other;
    case '<':
      return one < other;
    case '<=':
      return one <= other;
    case '>':
      return one > other;
    case '>=':
      return one >= other;
    case 'like':
      return String(right).includes('%') || String(right).includes('_') || one === other;
    default:
      return one === other;
  }
}

function isPath(tokens: readonly Token[]): boolean {
  return (
    tokens.length % 2 === 1 &&
    tokens.every(({ kind, text }, index) =>
      index % 2 === 1 ? text === '.' : kind === 'name' || (kind === 'word' && !text.startsWith('@')),
    )
  );
}

function pathText(tokens: readonly Token[]): string {
  return tokens.map(({ value }) => value.toLowerCase()).join('');
}

/** Without brackets around all of it. */
function withoutBrackets(tokens: readonly Token[]): readonly Token[] {
  let inner = tokens;
  while (inner[0]?.text === '(' && closing(inner, 0) === inner.length - 1) inner = inner.slice(1, -1);
  return inner;
}

/** Where the bracket that opens at an index is closed; the end where it is not. */
export function closing(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at].text === '(') depth++;
    else if (tokens[at].text === ')' && --depth === 0) return at;
  }
  return tokens.length;
}

/** Cuts at a word, or at a sign that comes twice; what is in brackets, CASE … END and BETWEEN … AND stays whole. */
function parts(tokens: readonly Token[], word: string, sign: string | undefined): readonly (readonly Token[])[] {
  const found: (readonly Token[])[] = [];
  let [from, depth, between] = [0, 0, 0];
  for (let at = 0; at < tokens.length; at++) {
    const { kind, text, value } = tokens[at];
    const isWord = kind === 'word';
    if (text === '(' || (isWord && value === 'case')) depth++;
    else if (text === ')' || (isWord && value === 'end')) depth--;
    else if (depth > 0) continue;
    else if (isWord && value === 'between') between++;
    else if (isWord && value === 'and' && between > 0) between--;
    else if (isWord ? value === word : text === sign && tokens[at + 1]?.text === sign) {
      found.push(tokens.slice(from, at));
      from = isWord ? at + 1 : ++at + 1;
    }
  }
  return [...found, tokens.slice(from)];
}
