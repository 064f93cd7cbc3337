import type { DatabaseType } from '../sql-tokens';
import { tokensOf, type Token } from './tokens';

/** A table that a statement reads or writes. */
export interface TableRef {
  /** Without quotes and schema, as written. */
  readonly table: string;
  /** The schema or database before the name, if one is written. */
  readonly schema: string | undefined;
  /** What the statement calls it. */
  readonly alias: string;
}

/** A column of one of the statement's tables. */
export interface ColumnRef {
  readonly table: string;
  readonly column: string;
}

/** Where a value comes from: a parameter by its index from 0, or what is written in the statement. */
export type Value = { readonly parameter: number } | { readonly literal: string };

/** A column compared with values, or set to one. */
export interface Comparison extends ColumnRef {
  /** `=`, `in`, `<`, `like`, … in lower case. */
  readonly operator: string;
  readonly values: readonly Value[];
  /** Whether the value is written (SET of an UPDATE). */
  readonly sets: boolean;
}

/** What a statement asks for or writes, as far as its text tells without a database. */
export interface StatementParts {
  /** In lower case: `select`, `insert`, `update`, `delete`, `with`, … */
  readonly verb: string;
  readonly tokens: readonly Token[];
  /** In the order in which they are named, those of subqueries too. */
  readonly tables: readonly TableRef[];
  readonly comparisons: readonly Comparison[];
  /** Columns compared with columns: how tables are joined. */
  readonly joined: readonly (readonly [ColumnRef, ColumnRef])[];
  /** What is counted or summed up over all rows, `count` or `sum`; `undefined` when rows are read. */
  readonly aggregate: string | undefined;
  /** Rows of an INSERT's VALUES. */
  readonly insertedRows: number;
  /** Whether words like these stand anywhere outside of names and strings. */
  has(...words: readonly string[]): boolean;
}

const AGGREGATES: ReadonlySet<string> = new Set(['count', 'sum', 'avg', 'min', 'max']);
const OPERATORS: ReadonlySet<string> = new Set(['=', '<=>', '<>', '!=', '<', '<=', '>', '>=', 'like', 'ilike', 'is']);
/** What may come after a table and is no name of it. */
const AFTER_TABLE: ReadonlySet<string> = new Set(
  `on using where set join left right inner outer cross full natural lateral group order having limit offset union except
  intersect values default select returning for fetch window straight_join force use ignore with`.split(/\s+/u),
);

/** Reads a statement: tables, conditions, what is counted. Never throws; what it does not understand it leaves out. */
export function partsOf(sql: string, type: DatabaseType): StatementParts {
  const tokens = tokensOf(sql, type);
  const words = new Set(tokens.filter(({ kind }) => kind === 'word').map(({ value }) => value));
  const verb = tokens.find(({ kind }) => kind === 'word')?.value ?? '';
  const tables = tablesIn(tokens);
  return {
    verb,
    tokens,
    tables,
    ...conditionsIn(tokens, verb, tables),
    aggregate: aggregateOf(tokens),
    insertedRows: verb === 'insert' || verb === 'replace' ? rowsIn(tokens) : 0,
    has: (...asked) => asked.some((word) => words.has(word)),
  };
}

function isName(token: Token | undefined): token is Token {
  return token !== undefined && (token.kind === 'name' || token.kind === 'word');
}

/** The end of a name like `"public"."employees"` that begins at an index. */
function pathEnd(tokens: readonly Token[], from: number): number {
  let end = from;
  while (tokens[end + 1]?.text === '.' && isName(tokens[end + 2])) end += 2;
  return end;
}

function tablesIn(tokens: readonly Token[]): TableRef[] {
  const tables: TableRef[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const { kind, value } = tokens[index];
    const next = tokens[index + 1];
    if (kind !== 'word' || !isName(next)) continue;
    const opens = value === 'from' || value === 'join' || value === 'into' || (value === 'update' && index === 0);
    if (!opens || (next.kind === 'word' && (AFTER_TABLE.has(next.value) || next.value === 'only'))) continue;
    const end = pathEnd(tokens, index + 1);
    const table = tokens[end].value;
    let after = tokens[end + 1];
    if (after?.kind === 'word' && after.value === 'as') after = tokens[end + 2];
    const named = isName(after) && !(after.kind === 'word' && AFTER_TABLE.has(after.value));
    const schema = end > index + 1 ? tokens[end - 2].value : undefined;
    tables.push({ table, schema, alias: named && after ? after.value : table });
  }
  return tables;
}

function aggregateOf(tokens: readonly Token[]): string | undefined {
  const [first, second, third] = tokens;
  return first?.value === 'select' && second?.kind === 'word' && AGGREGATES.has(second.value) && third?.text === '('
    ? second.value
    : undefined;
}

/** Rows after VALUES: opening brackets that are in no other. */
function rowsIn(tokens: readonly Token[]): number {
  let index = tokens.findIndex(({ kind, value }) => kind === 'word' && value === 'values');
  if (index === -1) return 0;
  let [rows, depth] = [0, 0];
  while (++index < tokens.length) {
    const { text, kind } = tokens[index];
    if (text === '(' && depth++ === 0) rows++;
    else if (text === ')') depth--;
    else if (depth === 0 && kind === 'word') break;
  }
  return rows;
}

interface Conditions {
  readonly comparisons: readonly Comparison[];
  readonly joined: readonly (readonly [ColumnRef, ColumnRef])[];
}

function conditionsIn(tokens: readonly Token[], verb: string, tables: readonly TableRef[]): Conditions {
  const reader = new ValueReader(tokens);
  const comparisons: Comparison[] = [];
  const joined: [ColumnRef, ColumnRef][] = [];
  let sets = false;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token.kind === 'word' && verb === 'update' && (token.value === 'set' || token.value === 'where'))
      sets = token.value === 'set';
    if (!isName(token) || token.value === 'not' || tokens[index - 1]?.text === '.') continue;
    const end = pathEnd(tokens, index);
    const operatorAt = tokens[end + 1]?.value === 'not' ? end + 2 : end + 1;
    const operator = tokens[operatorAt];
    if (operator === undefined) continue;
    const left = (): ColumnRef => columnRef(tokens.slice(index, end + 1), tables);
    const isSymbol = operator.kind === 'symbol' || operator.kind === 'word';
    const value = operatorAt === end + 1 ? operator.value : `not ${operator.value}`;
    if (isSymbol && operator.value === 'in' && tokens[operatorAt + 1]?.text === '(') {
      const values = reader.list(operatorAt + 2);
      if (values !== undefined) comparisons.push({ ...left(), operator: value, values, sets });
    } else if (isSymbol && operator.value === 'between') {
      const values = [reader.value(operatorAt + 1), reader.value(operatorAt + 3)].filter((each) => each !== undefined);
      if (values.length > 0) comparisons.push({ ...left(), operator: value, values, sets });
    } else if (isSymbol && OPERATORS.has(operator.value)) {
      const right = tokens[operatorAt + 1];
      const given = reader.value(operatorAt + 1);
      if (given !== undefined) comparisons.push({ ...left(), operator: value, values: [given], sets });
      else if (isName(right) && tokens[operatorAt + 2]?.text === '.') {
        const rightEnd = pathEnd(tokens, operatorAt + 1);
        joined.push([left(), columnRef(tokens.slice(operatorAt + 1, rightEnd + 1), tables)]);
      }
    }
  }
  return { comparisons, joined };
}

function columnRef(path: readonly Token[], tables: readonly TableRef[]): ColumnRef {
  const column = path.at(-1)?.value ?? '';
  const owner = path.at(-3)?.value;
  const table = owner === undefined ? tables[0] : tables.find(({ alias }) => alias === owner);
  return { table: table?.table ?? owner ?? '', column };
}

/** Reads values, and counts the parameters without a number. */
class ValueReader {
  readonly #tokens: readonly Token[];
  readonly #indexes = new Map<number, number>();

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    let next = 0;
    tokens.forEach(({ kind, text }, index) => {
      if (kind !== 'parameter') return;
      const number = /^\$(\d+)$/u.exec(text)?.[1];
      this.#indexes.set(index, number === undefined ? next++ : Number(number) - 1);
    });
  }

  /** The value that begins at an index; `undefined` when there is none. */
  value(index: number): Value | undefined {
    const token = this.#tokens[index];
    if (token === undefined) return undefined;
    if (token.kind === 'parameter') return { parameter: this.#indexes.get(index) ?? -1 };
    if (token.kind === 'number' || token.kind === 'string') return { literal: token.text };
    const next = this.#tokens[index + 1];
    if (token.text === '-' && next?.kind === 'number') return { literal: `-${next.text}` };
    return undefined;
  }

  /** The values of a list that begins behind its bracket; `undefined` for a subquery. */
  list(from: number): readonly Value[] | undefined {
    const values: Value[] = [];
    for (let index = from; index < this.#tokens.length; index++) {
      const { text, kind, value } = this.#tokens[index];
      if (text === ')') return values;
      if (kind === 'word' && value === 'select') return undefined;
      const given = this.value(index);
      if (given !== undefined) values.push(given);
    }
    return values;
  }
}
