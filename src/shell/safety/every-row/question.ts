import { countText } from '../../output/column-text';
import { counted } from '../../output/sql/query-summary';
import type { CountedTable, RowCount } from './row-count';
import type { WholeTables } from './whole-tables';

/** What a person is asked about. */
export interface Question {
  /** What was called or sent, in a few words: `DELETE FROM employees`, `dropDatabase()`. */
  readonly what: string;
  /** What it would do: `would delete all 2 rows of employees`. */
  readonly effect: string;
}

/** What a statement is called. Its text may hold secrets, and be long. */
const HEADS = {
  delete: 'DELETE FROM',
  update: 'UPDATE',
  truncate: 'TRUNCATE',
  'drop table': 'DROP TABLE',
  'drop view': 'DROP VIEW',
  'drop column': 'ALTER TABLE',
  'drop partition': 'ALTER TABLE',
  'drop schema': 'DROP SCHEMA',
  'drop database': 'DROP DATABASE',
} as const satisfies Readonly<Record<WholeTables['does'], string>>;

/** So many tables of many are named. */
const MOST_NAMED = 5;

/** @param tables those concerned, counted; of a schema or a database those in it, `undefined` where they are not known. */
export function questionOf(
  { does, tables: named, columns = [], cascades = false }: WholeTables,
  tables: readonly CountedTable[] | undefined,
): Question {
  const names = named.map(({ name }) => name).join(', ');
  const what = `${HEADS[does]} ${names}`;
  const rows = allRows(tables ?? []);
  switch (does) {
    case 'delete':
      return { what, effect: `would delete ${rows}` };
    case 'update':
      return { what, effect: `would change ${rows}` };
    case 'truncate':
      return { what, effect: `would delete ${rows}${cascades ? ' and of the tables that refer to them' : ''}` };
    case 'drop table':
      return { what, effect: `would drop ${withRows(tables ?? [])}` };
    case 'drop view':
      return { what, effect: `would drop the view ${names}` };
    case 'drop column':
      return { what: `${what} DROP ${columns.join(', ')}`, effect: `would drop ${columns.join(', ')} in ${rows}` };
    case 'drop partition':
      return { what, effect: `would drop a partition, and with it some of ${rows}` };
    case 'drop schema':
    case 'drop database':
      return {
        what,
        effect: `would drop ${names}, ${tables === undefined ? 'with all that is in it' : inAll(tables)}`,
      };
  }
}

/** `5 tables with 13 rows: assignments (3), employees (2), …`: the largest first. */
export function inAll(tables: readonly CountedTable[]): string {
  const sorted = [...tables].sort((one, other) => size(other.rows) - size(one.rows));
  const named = sorted.slice(0, MOST_NAMED).map(({ name, rows }) => `${name} (${countWords(rows)})`);
  const list = [...named, ...(sorted.length > MOST_NAMED ? ['…'] : [])].join(', ');
  return `${counted(tables.length, 'table')} with ${total(tables)}${tables.length === 0 ? '' : `: ${list}`}`;
}

/** `all 2 rows of employees`, `all rows of employees (2) and projects (3)`. */
function allRows(tables: readonly CountedTable[]): string {
  const [table, ...others] = tables;
  if (others.length > 0)
    return `all rows of ${listed(tables.map(({ name, rows }) => `${name} (${countWords(rows)})`))}`;
  const { name, rows } = table ?? { name: '', rows: 'unknown' };
  if (typeof rows === 'string') return `all rows of ${name} (how many cannot be counted)`;
  return rows.rows === 1 ? `the only row of ${name}` : `all ${countWords(rows)} rows of ${name}`;
}

/** `employees with its 2 rows and projects with no rows`. */
function withRows(tables: readonly CountedTable[]): string {
  return listed(tables.map(({ name, rows }) => `${name} with ${itsRows(rows)}`));
}

function itsRows(rows: RowCount): string {
  if (typeof rows === 'string') return 'all its rows';
  if (rows.rows < 2) return rows.rows === 0 ? 'no rows' : 'its only row';
  return `its ${countWords(rows)} rows`;
}

function total(tables: readonly CountedTable[]): string {
  const sum = tables.reduce((rows, table) => rows + size(table.rows), 0);
  const isSure = tables.every(({ rows }) => typeof rows === 'object' && !rows.more);
  return `${isSure ? '' : 'more than '}${counted(sum, 'row')}`;
}

function size(rows: RowCount): number {
  return typeof rows === 'string' ? 0 : rows.rows;
}

function countWords(rows: RowCount): string {
  if (typeof rows === 'string') return 'not counted';
  return `${rows.more ? 'more than ' : ''}${countText(rows.rows)}`;
}

/** `a, b and c`. */
function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
