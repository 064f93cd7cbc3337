import { sqlTokens, type DatabaseType, type SqlToken } from './sql-tokens';

/** The place of a parameter in a statement. */
export interface Placeholder {
  /** Where it begins in the text. */
  readonly at: number;
  readonly length: number;
  /** Which of the parameters it is, from 0; -1 for one that goes by a name. */
  readonly index: number;
  /** Whether the parameter is written as a name (`??`). */
  readonly isName: boolean;
  /** The column that it is compared with or written to, by its name as written, as far as the text tells. */
  readonly column: string | undefined;
}

/** Words before a value that name no column. */
const WORDS = new Set(
  `all and any array as asc between by case cast collate conflict current_timestamp default delete desc distinct do duplicate else end
  escape except exists false fetch for from full glob group having ilike in inner insert intersect into is isnull join key left like
  limit natural not notnull null offset on only or order outer over partition recursive regexp replace returning right rlike row rows
  select set similar some then to true union update using values when where window with`.split(/\s+/),
);

/** The placeholders of a statement, in the order of the text. */
export function placeholdersOf(sql: string, type: DatabaseType): readonly Placeholder[] {
  const found: Placeholder[] = [];
  const columns = new ColumnsOnTheWay();
  let previous: SqlToken | undefined;
  for (const token of sqlTokens(sql, type)) {
    if (token.kind === 'placeholder') {
      const { at, text } = token;
      const index = indexOf(text, found.length, type);
      found.push({ at, length: text.length, index, isName: text === '??', column: columns.ofValue() });
    }
    columns.read(token, previous);
    previous = token;
  }
  return found;
}

/** By number where the placeholder has one, otherwise the next. */
function indexOf(placeholder: string, next: number, type: DatabaseType): number {
  const [, number, name] = /^\W+(?:(\d+)|(\w+))?$/.exec(placeholder) ?? [];
  if (number !== undefined) return Number(number) - (type === 'mssql' ? 0 : 1);
  return name === undefined ? next : -1;
}

/** The name without its quotes. */
function unquoted(name: string): string {
  const quote = name[0];
  if (quote === '[') return name.slice(1, -1);
  return quote === '"' || quote === '`' ? name.slice(1, -1).replaceAll(quote + quote, quote) : name;
}

/** Which column a value belongs to, while a statement is read from left to right. */
class ColumnsOnTheWay {
  #column: string | undefined;
  /** The columns that an INSERT names; `undefined` outside of one. */
  #inserted: string[] | undefined;
  /** Where an INSERT is: at its columns, or at which value of a row. */
  #value: number | undefined;
  #depth = 0;
  /** The last names, of columns, tables or functions. */
  #last: string | undefined;
  #before: string | undefined;

  /** Of a value that comes next. */
  ofValue(): string | undefined {
    return this.#inserted !== undefined && this.#value !== undefined && this.#depth > 0
      ? this.#inserted[this.#value]
      : this.#column;
  }

  read({ kind, text }: SqlToken, previous: SqlToken | undefined): void {
    if (kind === 'name') this.#readName(text);
    else if (text === '(') this.#open(previous);
    else if (text === ')') this.#depth--;
    else if (text === ',' && this.#value !== undefined && this.#depth === 1) this.#value++;
  }

  #readName(text: string): void {
    const word = text.toLowerCase();
    if (word === 'insert' || word === 'replace') this.#inserted = [];
    else if (word === 'values' && this.#inserted !== undefined) this.#value = 0;
    else if (['on', 'set', 'where', 'select', 'returning'].includes(word)) {
      // What follows the rows of an INSERT (ON CONFLICT … DO UPDATE SET) is like any other statement.
      this.#inserted = undefined;
      this.#value = undefined;
    }
    if (word === 'limit' || word === 'offset') this.#column = undefined;
    if (WORDS.has(word)) return;
    const name = unquoted(text);
    if (this.#inserted !== undefined && this.#value === undefined && this.#depth === 1) this.#inserted.push(name);
    this.#column = name;
    this.#before = this.#last;
    this.#last = name;
  }

  #open(previous: SqlToken | undefined): void {
    // The name of a function is none of a column.
    if (previous?.kind === 'name' && unquoted(previous.text) === this.#last && this.#inserted === undefined)
      this.#column = this.#before;
    if (this.#value !== undefined && this.#depth === 0) this.#value = 0;
    this.#depth++;
  }
}
