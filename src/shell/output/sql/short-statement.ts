import type { StatementParts } from '../../queries/sql/parts';
import type { Token } from '../../queries/sql/tokens';
import { visible } from '../visible';
import { conditionText } from './condition-text';

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
  return ` WHERE ${conditionText(where, { tables: parts.tables, qualified })}`;
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

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
