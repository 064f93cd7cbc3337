import type { StatementParts } from '../../queries/sql/parts';
import type { Token } from '../../queries/sql/tokens';
import { visible } from '../visible';

/** Longer conditions are cut. */
const LONGEST = 120;
const ENDS_WHERE: ReadonlySet<string> = new Set([
  'group',
  'order',
  'limit',
  'offset',
  'having',
  'for',
  'returning',
  'union',
]);

/** A statement in one line, without its columns and values: `SELECT … FROM assignments WHERE employee_id = ?`. */
export function shortStatement(parts: StatementParts): string {
  const { verb, tables } = parts;
  const [first, ...joined] = [...new Set(tables.map(({ table }) => table))];
  const text = `${head(parts, first ?? '…', joined)}${condition(parts, joined.length > 0)}`;
  return visible(cut(verb === '' ? '…' : text));
}

function head(
  { verb, aggregate, tokens, comparisons }: StatementParts,
  table: string,
  joined: readonly string[],
): string {
  const others = joined.map((each) => ` JOIN ${each}`).join('');
  switch (verb) {
    case 'insert':
    case 'replace':
      return `${verb.toUpperCase()} INTO ${table} …`;
    case 'update': {
      const set = comparisons.filter(({ sets }) => sets).map(({ column }) => `${column} = ?`);
      return `UPDATE ${table} SET ${set.length === 0 ? '…' : set.join(', ')}`;
    }
    case 'delete':
      return `DELETE FROM ${table}`;
    case 'select': {
      const exists = tokens.some(({ value }) => value === 'row_exists');
      const what = exists ? '1' : aggregate === undefined ? '…' : `${aggregate.toUpperCase()}(…)`;
      return `SELECT ${what} FROM ${table}${others}`;
    }
    default:
      return `${verb.toUpperCase()} … ${table}${others}`;
  }
}

/** The conditions that rows are looked for by. */
function condition(parts: StatementParts, qualified: boolean): string {
  if (parts.verb === 'insert' || parts.verb === 'replace') return '';
  const where = whereTokens(parts.tokens);
  if (where === undefined || parts.has('exists')) {
    const by = parts.comparisons.filter(({ sets }) => !sets);
    if (by.length === 0) return '';
    const texts = by.map(({ table, column, operator, values }) => {
      const name = qualified ? `${table}.${column}` : column;
      return operator === 'in' && values.length > 1
        ? `${name} IN (?, …)`
        : `${name} ${operator === 'in' ? '=' : operator.toUpperCase()} ?`;
    });
    return ` WHERE ${texts.join(' AND ')}`;
  }
  return ` WHERE ${spelled(where, parts, qualified)}`;
}

/** What stands after the statement's own WHERE; `undefined` when it has none. */
function whereTokens(tokens: readonly Token[]): readonly Token[] | undefined {
  let [depth, from] = [0, -1];
  for (const [index, { kind, text, value }] of tokens.entries()) {
    if (text === '(') depth++;
    else if (text === ')') depth--;
    if (depth > 0 || kind !== 'word') continue;
    if (value === 'where') from = index + 1;
    else if (from !== -1 && ENDS_WHERE.has(value)) return tokens.slice(from, index);
  }
  return from === -1 ? undefined : tokens.slice(from);
}

/** A condition as a person would write it: no quotes, no aliases where one table is asked, no values, no brackets to spare. */
function spelled(tokens: readonly Token[], { tables }: StatementParts, qualified: boolean): string {
  const names = new Map(tables.map(({ table, alias }) => [alias, table]));
  const words: string[] = [];
  tokens.forEach((token, index) => {
    const { kind, text, value } = token;
    const isOwner = tokens[index + 1]?.text === '.';
    if (isOwner && !qualified) return;
    if (text === '.' && !qualified) return;
    if (kind === 'number' || kind === 'string' || kind === 'parameter') words.push('?');
    else if (kind === 'name') words.push(isOwner ? (names.get(value) ?? value) : value);
    else if (kind === 'word')
      words.push(isOwner ? (names.get(value) ?? text) : isKeyword(value) ? text.toUpperCase() : text);
    else words.push(text);
  });
  return bare(words);
}

function isKeyword(word: string): boolean {
  return ['and', 'or', 'not', 'in', 'is', 'null', 'like', 'between', 'exists', 'select', 'from', 'where'].includes(
    word,
  );
}

function bare(words: readonly string[]): string {
  return withoutSpareBrackets(words)
    .join(' ')
    .replace(/ \. /gu, '.')
    .replace(/\( \?(?: , \?)+ \)/gu, '(?, …)')
    .replace(/\bIN \( \? \)/gu, '= ?')
    .replace(/\( ([^() ]+ (?:=|<>|<=?|>=?|LIKE) \?) \)/gu, '$1')
    .replace(/\( /gu, '(')
    .replace(/ \)/gu, ')')
    .replace(/ ,/gu, ',')
    .replace(/([^() ]+ = \?)(?: AND \1(?= |$))+/gu, '$1');
}

/** Brackets around brackets, and around everything, are left out. */
function withoutSpareBrackets(words: readonly string[]): readonly string[] {
  const open: number[] = [];
  const closing = new Map<number, number>();
  words.forEach((word, index) => {
    if (word === '(') open.push(index);
    else if (word === ')') closing.set(open.pop() ?? -1, index);
  });
  const spare = new Set<number>();
  for (const [from, to] of closing) {
    const isAroundAll = words.every((_, index) => spare.has(index) || (index >= from && index <= to));
    if (isAroundAll || closing.get(from + 1) === to - 1) spare.add(from).add(to);
  }
  return words.filter((_, index) => !spare.has(index));
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
