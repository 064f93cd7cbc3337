import { sqlTokens, type DatabaseType } from '../../queries/sql-tokens';
import { tokensOf, type Token } from '../../queries/sql/tokens';
import { closing, truthOf, type Known } from './always-true';
import { isSuspect } from './suspect';

/** A table or view as a statement names it. */
export interface NamedTable {
  /** For people: without quotes, with the schema if one is written. */
  readonly name: string;
  /** As SQL, with its quotes. */
  readonly written: string;
}

/** What a statement would do to whole tables. */
export interface WholeTables {
  readonly does:
    | 'delete'
    | 'update'
    | 'truncate'
    | 'drop table'
    | 'drop view'
    | 'drop column'
    | 'drop partition'
    /** Of a schema, which MySQL calls a database, `tables` holds its name. */
    | 'drop schema'
    | 'drop database';
  readonly tables: readonly NamedTable[];
  /** The columns that are dropped. */
  readonly columns?: readonly string[];
  /** Whether tables that refer to these are emptied too. */
  readonly cascades?: boolean;
}

/**
 * Says which whole tables an SQL text would empty, change or drop: UPDATE and DELETE without a condition that tells rows apart, TRUNCATE, DROP.
 * What a function, a trigger or a rule does is not in the text, and is not seen.
 * @param parameters a condition may consist of one.
 * @returns nothing for all other statements. Never throws: of what is no SQL the database says so.
 */
export function wholeTablesOf(
  sql: string,
  type: DatabaseType,
  parameters: readonly unknown[] = [],
): readonly WholeTables[] {
  if (!isSuspect(sql)) return [];
  return new Reader(tokensOf(executed(sql, type), type), type, parameters).read();
}

const MYSQL = /mysql|mariadb/u;

/** MySQL and MariaDB execute comments that begin with an exclamation mark: what stands in them is part of the statement. */
function executed(sql: string, type: DatabaseType): string {
  if (!MYSQL.test(type) || !sql.includes('!')) return sql;
  let [text, end] = ['', 0];
  for (const token of sqlTokens(sql, type)) {
    const inner = token.kind === 'text' ? /^\/\*M?!\d*([^]*)\*\/$/u.exec(token.text)?.[1] : undefined;
    text += sql.slice(end, token.at) + (inner === undefined ? token.text : ` ${inner} `);
    end = token.at + token.text.length;
  }
  return text + sql.slice(end);
}

/** Words that a statement begins with, of those that are looked into. */
const BEGINS: ReadonlySet<string> = new Set(
  'delete update truncate merge drop alter create explain describe desc prepare execute do'.split(' '),
);
/** After these a statement may begin that is part of another. */
const BEFORE_STATEMENT: ReadonlySet<string> = new Set([
  'begin',
  'atomic',
  'then',
  'else',
  'loop',
  'do',
  'analyze',
  'analyse',
  'verbose',
  'json',
  'traditional',
]);
const AFTER_TABLES: ReadonlySet<string> = new Set(['where', 'returning', 'order', 'limit', 'set', 'fetch', 'window']);
const JOINS: ReadonlySet<string> = new Set([
  'join',
  'inner',
  'left',
  'right',
  'full',
  'outer',
  'cross',
  'natural',
  'straight_join',
]);
const AFTER_NAME: ReadonlySet<string> = new Set([
  ...AFTER_TABLES,
  ...JOINS,
  'on',
  'using',
  'from',
  'indexed',
  'not',
  'partition',
]);
/** What ALTER TABLE … DROP may name beside columns. */
const NO_COLUMN: ReadonlySet<string> = new Set(
  `constraint index key primary foreign check default not expression identity system period unique`.split(' '),
);
const DROPPED = {
  table: 'drop table',
  view: 'drop view',
  materialized: 'drop view',
  foreign: 'drop table',
  schema: 'drop schema',
  database: 'drop database',
} as const;
/** What makes something that runs later. */
const STORED: ReadonlySet<string> = new Set(['trigger', 'procedure', 'function', 'event', 'rule', 'package']);

interface Ref extends NamedTable {
  readonly alias: string;
}

/** Tables with what joins them. */
interface Refs {
  readonly tables: readonly Ref[];
  /** Those before USING, of a DELETE. */
  readonly beforeUsing: readonly Ref[];
  /** Whether a join leaves rows out. */
  readonly restricted: boolean;
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #type: DatabaseType;
  readonly #parameters: readonly unknown[];
  readonly #found: WholeTables[] = [];
  /** The place of each parameter. */
  readonly #places = new Map<Token, number>();

  constructor(tokens: readonly Token[], type: DatabaseType, parameters: readonly unknown[]) {
    this.#tokens = tokens;
    this.#type = type;
    this.#parameters = parameters;
    let next = 0;
    for (const token of tokens) {
      if (token.kind !== 'parameter') continue;
      const number = /^[$?@:](\d+)$/u.exec(token.text)?.[1];
      this.#places.set(token, number === undefined ? next++ : Number(number) - 1);
    }
  }

  read(): readonly WholeTables[] {
    for (let at = 0; at < this.#tokens.length; at++) if (this.#beginsAt(at)) at = this.#statement(at);
    return this.#found;
  }

  /** The word at an index, in lower case; empty where there is another thing. */
  #word(at: number): string {
    const token = this.#tokens[at];
    return token?.kind === 'word' ? token.value : '';
  }

  #text(at: number): string {
    return this.#tokens[at]?.text ?? '';
  }

  #beginsAt(at: number): boolean {
    if (!BEGINS.has(this.#word(at))) return false;
    const before = this.#tokens[at - 1];
    if (before === undefined || [';', '(', ')'].includes(before.text)) return true;
    if (before.kind !== 'word') return false;
    return BEFORE_STATEMENT.has(before.value) || (before.value === 'as' && this.#word(this.#beginOf(at)) === 'prepare');
  }

  #beginOf(at: number): number {
    let begin = at;
    while (begin > 0 && this.#text(begin - 1) !== ';') begin--;
    return begin;
  }

  /** @returns where to go on reading: behind what must not be read. */
  #statement(at: number): number {
    switch (this.#word(at)) {
      case 'delete':
        this.#delete(at);
        break;
      case 'update':
        this.#update(at);
        break;
      case 'truncate':
        this.#truncate(at);
        break;
      case 'merge':
        this.#merge(at);
        break;
      case 'drop':
        this.#drop(at);
        break;
      case 'alter':
        this.#alter(at);
        break;
      case 'create':
        return this.#create(at);
      case 'explain':
      case 'describe':
      case 'desc':
        return this.#runsExplained(at) ? at : this.#end(at);
      case 'prepare':
      case 'execute':
      case 'do':
        this.#handedOver(at);
        break;
    }
    return at;
  }

  /** The end of the statement that an index is in: its semicolon, or the bracket that closes around it. */
  #end(from: number, stops: ReadonlySet<string> = new Set()): number {
    for (let at = from; at < this.#tokens.length; at++) {
      const text = this.#text(at);
      if (text === '(') at = closing(this.#tokens, at);
      else if (text === ')' || text === ';') return at;
      else if (stops.has(this.#word(at)) && this.#word(at - 1) !== 'distinct') return at;
    }
    return this.#tokens.length;
  }

  /** Behind the words of a set that begin at an index. */
  #skip(from: number, ...words: readonly string[]): number {
    let at = from;
    while (words.includes(this.#word(at))) at++;
    return at;
  }

  #isName(at: number): boolean {
    const kind = this.#tokens[at]?.kind;
    // SQLite takes a string for a name where only a name can be, MySQL in its ANSI mode the double quotes.
    return kind === 'name' || kind === 'word' || kind === 'string';
  }

  /** The name of a table that begins at an index, and where it ends. */
  #name(from: number): { readonly table: NamedTable; readonly end: number } | undefined {
    if (!this.#isName(from)) return undefined;
    let end = from;
    while (this.#text(end + 1) === '.' && this.#isName(end + 2)) end += 2;
    const path = this.#tokens.slice(from, end + 1);
    return {
      table: {
        name: path
          .map(({ kind, value, text }) => (kind === 'name' ? value : text.replace(/^['"]|['"]$/gu, '')))
          .join(''),
        written: path.map(({ text }) => text).join(''),
      },
      end: end + 1,
    };
  }

  /** Names with commas between them; `.*` and `*` behind one belong to it. */
  #names(from: number): { readonly tables: readonly NamedTable[]; readonly end: number } {
    const tables: NamedTable[] = [];
    let at = from;
    for (;;) {
      const name = this.#name(this.#skip(at, 'only'));
      if (name === undefined) return { tables, end: at };
      tables.push(name.table);
      at = name.end;
      if (this.#text(at) === '.') at++;
      if (this.#text(at) === '*') at++;
      if (this.#text(at) !== ',') return { tables, end: at };
      at++;
    }
  }

  #refs(from: number, to: number): Refs {
    const tables: Ref[] = [];
    let beforeUsing: readonly Ref[] | undefined;
    let [expected, outer, restricted] = [true, false, false];
    for (let at = from; at < to; at++) {
      const word = this.#word(at);
      if (this.#text(at) === ',' || JOINS.has(word)) {
        if (word === 'left' || word === 'right' || word === 'full') outer = true;
        else if (word === 'natural') restricted = true;
        else if (word !== 'outer' && word !== 'join') outer = false;
        expected = true;
      } else if (word === 'using' && this.#text(at + 1) !== '(') {
        beforeUsing = [...tables];
        expected = true;
      } else if (word === 'using' || word === 'on') {
        const end = Math.min(to, this.#end(at + 1, JOINS), this.#comma(at + 1));
        restricted ||= !outer && (word === 'using' || this.#truth(at + 1, end) === 'some');
        outer = false;
        at = end - 1;
      } else if (expected && word !== 'only' && word !== 'lateral') {
        const name = this.#name(at);
        if (name === undefined) {
          // A subquery.
          if (this.#text(at) === '(') at = closing(this.#tokens, at);
          expected = false;
          continue;
        }
        let after = name.end;
        if (this.#text(after) === '*') after++;
        if (this.#word(after) === 'as') after++;
        const isNamed = after < to && this.#isName(after) && !AFTER_NAME.has(this.#word(after));
        tables.push({ ...name.table, alias: isNamed ? this.#tokens[after].value : name.table.name });
        at = isNamed ? after : after - 1;
        expected = false;
      }
    }
    return { tables, beforeUsing: beforeUsing ?? tables, restricted };
  }

  /** The next comma that is in no brackets. */
  #comma(from: number): number {
    for (let at = from; at < this.#tokens.length; at++) {
      if (this.#text(at) === '(') at = closing(this.#tokens, at);
      else if (this.#text(at) === ',' || this.#text(at) === ')' || this.#text(at) === ';') return at;
    }
    return this.#tokens.length;
  }

  #truth(from: number, to: number): ReturnType<typeof truthOf> {
    return truthOf(this.#tokens.slice(from, to), (token) => this.#valueOf(token), MYSQL.test(this.#type));
  }

  #valueOf(token: Token): Known | undefined {
    const place = this.#places.get(token) ?? -1;
    const value = this.#parameters[place];
    const isPlain = value === null || ['number', 'string', 'boolean', 'bigint'].includes(typeof value);
    return place >= 0 && place < this.#parameters.length && isPlain ? { value } : undefined;
  }

  /** Whether what follows the tables, or the values of SET, leaves some rows as they are. */
  #leavesSome(from: number): boolean {
    const where = this.#end(from, new Set(['where']));
    if (this.#word(where) === 'where') {
      const end = this.#end(where + 1, new Set(['returning', 'order', 'limit']));
      if (this.#truth(where + 1, end) !== 'all') return true;
    }
    return this.#word(this.#end(from, new Set(['limit']))) === 'limit';
  }

  #delete(at: number): void {
    let from = this.#skip(at + 1, 'low_priority', 'quick', 'ignore');
    let targets: readonly NamedTable[] | undefined;
    if (this.#word(from) !== 'from') {
      const names = this.#names(from);
      if (this.#word(names.end) !== 'from') return;
      targets = names.tables;
      from = names.end;
    }
    const end = this.#end(from + 1, AFTER_TABLES);
    const refs = this.#refs(from + 1, end);
    if (refs.restricted || this.#leavesSome(end)) return;
    this.#add({ does: 'delete', tables: (targets ?? refs.beforeUsing).map((target) => resolved(target, refs.tables)) });
  }

  #update(at: number): void {
    let from = at + 1;
    if (this.#word(from) === 'or') from += 2;
    from = this.#skip(from, 'low_priority', 'ignore');
    if (this.#word(from) === 'set') return;
    const set = this.#end(from, new Set(['set']));
    if (this.#word(set) !== 'set') return;
    const end = this.#end(set + 1, new Set([...AFTER_TABLES, 'from']));
    const refs = this.#refs(from, set);
    const assigned = this.#assignments(set + 1, end);
    if (refs.restricted || assigned.every(({ isConditional }) => isConditional) || this.#leavesSome(end)) return;
    const owners = assigned.map(({ owner }) =>
      refs.tables.find(({ alias, name }) => alias === owner || name === owner),
    );
    const known = owners.every((owner) => owner !== undefined) ? [...new Set(owners)] : refs.tables;
    this.#add({ does: 'update', tables: known });
  }

  /** What SET sets: the table before the column, and whether it is a CASE that else leaves the column as it is. */
  #assignments(
    from: number,
    to: number,
  ): readonly { readonly owner: string | undefined; readonly isConditional: boolean }[] {
    const found: { owner: string | undefined; isConditional: boolean }[] = [];
    for (let at = from; at < to;) {
      const end = Math.min(to, this.#comma(at));
      const tokens = this.#tokens.slice(at, end);
      const equals = tokens.findIndex(({ text }) => text === '=');
      const path = tokens.slice(0, Math.max(equals, 0));
      const text = (part: readonly Token[]): string => part.map(({ value }) => value).join(' ');
      const kept = `else ${text(path)} end`;
      const value = tokens.slice(equals + 1);
      found.push({
        owner: path.at(-3)?.value,
        isConditional: value[0]?.value === 'case' && text(value).endsWith(kept),
      });
      at = end + 1;
    }
    return found;
  }

  #truncate(at: number): void {
    const { tables, end } = this.#names(this.#skip(at + 1, 'table'));
    if (tables.length === 0) return;
    const cascades = this.#tokens.slice(end, this.#end(end)).some(({ value }) => value === 'cascade');
    this.#add({ does: 'truncate', tables, cascades });
  }

  #merge(at: number): void {
    const target = this.#name(this.#skip(at + 1, 'into', 'only'));
    const on = this.#end(at, new Set(['on']));
    const when = this.#end(on, new Set(['when']));
    if (target === undefined || this.#word(on) !== 'on' || this.#truth(on + 1, when) !== 'all') return;
    const end = this.#end(when);
    for (let branch = when; branch < end; branch = this.#end(branch + 1, new Set(['when']))) {
      const condition = this.#end(branch + 1, new Set(['and', 'then']));
      const does = this.#word(condition + 1);
      if (this.#word(condition) === 'then' && (does === 'delete' || does === 'update'))
        return this.#add({ does, tables: [target.table] });
    }
  }

  #drop(at: number): void {
    const what = this.#word(at + 1);
    if (!(what in DROPPED)) return;
    const from = what === 'materialized' || what === 'foreign' ? at + 3 : at + 2;
    const { tables } = this.#names(this.#skip(from, 'if', 'exists'));
    if (tables.length > 0) this.#add({ does: DROPPED[what as keyof typeof DROPPED], tables });
  }

  #alter(at: number): void {
    const table = this.#skip(at + 1, 'online', 'ignore', 'foreign');
    if (this.#word(table) !== 'table') return;
    const name = this.#name(this.#skip(table + 1, 'if', 'exists', 'only'));
    if (name === undefined) return;
    const tables = [name.table];
    const columns: string[] = [];
    const end = this.#end(name.end);
    for (let action = name.end; action < end; action = this.#comma(action) + 1) {
      if (this.#text(action) === '*') action++;
      const verb = this.#word(action);
      const what = this.#word(action + 1);
      if ((verb === 'drop' || verb === 'truncate') && what === 'partition')
        this.#add({ does: 'drop partition', tables });
      else if (verb === 'drop' && !NO_COLUMN.has(what)) {
        const column = this.#name(this.#skip(action + 1, 'column', 'if', 'exists'));
        if (column !== undefined) columns.push(column.table.name);
      }
    }
    if (columns.length > 0) this.#add({ does: 'drop column', tables, columns });
  }

  /** What is stored runs later; it goes up to the last END, or to the end of the statement. */
  #create(at: number): number {
    const end = this.#end(at);
    const words = this.#tokens
      .slice(at, Math.min(end, at + 12))
      .map((token) => (token.kind === 'word' ? token.value : ''));
    if (words.some((word) => STORED.has(word))) {
      const last = this.#tokens.findLastIndex(({ kind, value }) => kind === 'word' && value === 'end');
      const hasBody = this.#tokens.slice(at, last).some(({ kind, value }) => kind === 'word' && value === 'begin');
      return last > at && hasBody ? this.#end(last) : end;
    }
    if (words[1] === 'or' && words[2] === 'replace' && words[3] === 'table') {
      const name = this.#name(at + 4);
      if (name !== undefined) this.#add({ does: 'drop table', tables: [name.table] });
    }
    return at;
  }

  /** EXPLAIN runs a statement when ANALYZE stands before it, and is not turned off. */
  #runsExplained(at: number): boolean {
    const options = this.#text(at + 1) === '(' ? closing(this.#tokens, at + 1) : at + 2;
    for (let option = at + 1; option < options; option++) {
      if (!['analyze', 'analyse'].includes(this.#word(option))) continue;
      return !['false', 'off', '0'].includes(this.#tokens[option + 1]?.value ?? '');
    }
    return false;
  }

  /** A statement that is handed over as a text: DO $$…$$, PREPARE … FROM '…', EXECUTE IMMEDIATE '…'. */
  #handedOver(at: number): void {
    const end = this.#end(at);
    for (let inner = at + 1; inner < end; inner++) {
      const { kind, text } = this.#tokens[inner];
      if (kind !== 'string') continue;
      const content = /^(?:[eE]?'([^]*)'|"([^]*)"|(\$\w*\$)([^]*)\3)$/u.exec(text);
      const written = content?.[1]?.replaceAll("''", "'") ?? content?.[2] ?? content?.[4] ?? '';
      this.#found.push(...wholeTablesOf(written, this.#type));
    }
  }

  #add(found: WholeTables): void {
    if (found.tables.length > 0) this.#found.push(found);
  }
}

/** The table that a name in DELETE a, b FROM … means. */
function resolved(target: NamedTable, refs: readonly Ref[]): NamedTable {
  const { name, written } = refs.findLast(({ alias }) => alias === target.name) ?? target;
  return { name, written };
}
