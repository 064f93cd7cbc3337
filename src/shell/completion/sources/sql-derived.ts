import type { Token } from '../../queries/sql/tokens';

/** A table that a statement makes up: `with t as (select …)`, `from (select …) s`. */
export interface Derived {
  readonly name: string;
  /** What its columns are called. */
  readonly columns: readonly string[];
  /** Where it selects a `*`: its own tokens, which name the tables. */
  readonly all: readonly Token[] | undefined;
}

/** What ends the columns of a `select`. */
const BEHIND_COLUMNS: ReadonlySet<string> = new Set(['from', 'where', 'union', 'order', 'limit', 'group']);

/**
 * The tables that a statement makes up in parentheses, with the names of their columns. What is still open, is none yet.
 * @param tokens of the whole statement.
 */
export function derivedTables(tokens: readonly Token[]): readonly Derived[] {
  const found: Derived[] = [];
  for (const [open, close] of parentheses(tokens)) {
    if (tokens[open + 1]?.value !== 'select') continue;
    const body = tokens.slice(open + 1, close);
    const named = nameBefore(tokens, open) ?? nameBehind(tokens, open, close);
    if (named === undefined) continue;
    const { columns, isAll } = selected(body);
    found.push({
      name: named.name,
      columns: named.columns ?? columns,
      all: isAll && named.columns === undefined ? body : undefined,
    });
  }
  return found;
}

interface Named {
  readonly name: string;
  readonly columns?: readonly string[];
}

/** `t as (`, `t (a, b) as (`, `t as materialized (`. */
function nameBefore(tokens: readonly Token[], open: number): Named | undefined {
  let at = open - 1;
  while (tokens[at]?.value === 'materialized' || tokens[at]?.value === 'not') at--;
  if (tokens[at]?.value !== 'as') return undefined;
  at--;
  if (tokens[at]?.value !== ')') return isName(tokens[at]) ? { name: tokens[at].value } : undefined;
  const columns: string[] = [];
  for (at--; at >= 0 && tokens[at]?.value !== '('; at--) if (isName(tokens[at])) columns.unshift(tokens[at].value);
  const name = tokens[at - 1];
  return isName(name) ? { name: name.value, columns } : undefined;
}

/** `from (…) s`, `join (…) as s`. */
function nameBehind(tokens: readonly Token[], open: number, close: number): Named | undefined {
  if (!/^(?:from|join|lateral|,)$/.test(tokens[open - 1]?.value ?? '')) return undefined;
  const name = tokens[close + 1]?.value === 'as' ? tokens[close + 2] : tokens[close + 1];
  return isName(name) ? { name: name.value } : undefined;
}

/** What the columns of a `select` are called: by an alias, or the last word of a path. */
function selected(body: readonly Token[]): { readonly columns: readonly string[]; readonly isAll: boolean } {
  const columns: string[] = [];
  let [depth, isAll] = [0, false];
  let last: Token | undefined;
  const end = (): void => {
    if (last?.value === '*') isAll = true;
    else if (isName(last)) columns.push(last!.value);
  };
  for (const token of body.slice(1)) {
    if (token.value === '(') depth++;
    else if (token.value === ')') depth--;
    else if (depth === 0 && token.kind === 'word' && BEHIND_COLUMNS.has(token.value)) break;
    else if (depth === 0 && token.value === ',') {
      end();
      last = undefined;
      continue;
    }
    last = token;
  }
  end();
  return { columns, isAll };
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'name';
}

/** The places of parentheses that are closed. */
function parentheses(tokens: readonly Token[]): readonly (readonly [number, number])[] {
  const [open, found]: [number[], [number, number][]] = [[], []];
  tokens.forEach(({ value, kind }, at) => {
    if (kind !== 'symbol') return;
    if (value === '(') open.push(at);
    const start = value === ')' ? open.pop() : undefined;
    if (start !== undefined) found.push([start, at]);
  });
  return found;
}
