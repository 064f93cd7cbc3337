import type { DataSource, EntityMetadata } from 'typeorm';
import { dataSourceOf, isMadeByTypeorm, parentOf, type ColumnMetadata } from '../../schema/entity-facts';
import { typeText } from '../../schema/column-facts';
import { tokensOf, type Token } from '../../queries/sql/tokens';
import { RANK, ranked, type ReadyCandidate } from '../match';
import type { Suggestion } from '../suggestion';
import type { TextCandidates } from './builder-text';
import { derivedTables, type Derived } from './sql-derived';

const KEYWORDS = (
  'and as asc between by case cross delete desc distinct else end exists from full group having ilike in inner insert into is join left ' +
  'like limit not null offset on or order outer returning right select set then union update using values when where with'
).split(' ');

/** Words behind which a table stands. */
const BEFORE_TABLE: ReadonlySet<string> = new Set(['from', 'join', 'update', 'into', 'table', 'truncate']);
/** Words that cannot be an alias. */
const NO_ALIAS: ReadonlySet<string> = new Set([...KEYWORDS, 'natural', 'lateral', 'for', 'window', 'fetch', 'default']);

/** A table that the statement names. */
interface Named {
  readonly metadata: EntityMetadata;
  /** By what the statement calls it. */
  readonly name: string;
}

/** Names are not longer than this. In UTF-16 units. */
const LONGEST = 200;

const WORD = /[\p{L}_][\p{L}\p{N}_$]*$/u;
const QUOTED = /(["`[])([^"`\]]*)$/u;

/**
 * Tables and columns in a statement, from the metadata alone.
 * @param before the statement up to the cursor; a value in it is `?`.
 * @param after what follows.
 */
export function sqlCandidates(before: string, after: string, dataSource: DataSource): TextCandidates {
  const { type } = dataSource.options;
  const sql = new SqlNames(dataSource);
  const open = openQuote(before);
  if (open === 'text') return { candidates: [], typed: '' };
  const typed =
    open === 'name' ? (QUOTED.exec(before.slice(-LONGEST))?.[2] ?? '') : (WORD.exec(before.slice(-LONGEST))?.[0] ?? '');
  const head = before.slice(0, before.length - typed.length - (open === 'name' ? 1 : 0));
  if (open === undefined && /[\p{L}\p{N}_$@:]$/u.test(head)) return { candidates: [], typed: '' };
  const tokens = tokensOf(head, type);
  const whole = [...tokens, ...tokensOf(` ${after.replace(/^[\p{L}\p{N}_$"\]`]*/u, '')}`, type)];
  const derived = derivedTables(whole).map((each) => withColumns(each, sql));
  const candidates = candidatesBehind(tokens, { named: tablesNamed(whole, sql), derived }, sql);
  return { candidates: open === 'name' ? candidates.map(sql.bare) : candidates.map(sql.quoted), typed };
}

/** A table that the statement makes up, and what is known of its columns. */
interface MadeUp {
  readonly name: string;
  readonly columns: readonly ReadyCandidate[];
}

function withColumns({ name, columns, all }: Derived, sql: SqlNames): MadeUp {
  const own = columns.map((text): Suggestion => ({ text, kind: 'column', detail: `column of ${name}` }));
  const rest = all === undefined ? [] : tablesNamed(all, sql).flatMap(({ metadata }) => columnsIn(metadata));
  return { name, columns: [...ranked(own, RANK.expected), ...rest] };
}

interface Tables {
  readonly named: readonly Named[];
  readonly derived: readonly MadeUp[];
}

function candidatesBehind(
  tokens: readonly Token[],
  { named, derived }: Tables,
  sql: SqlNames,
): readonly ReadyCandidate[] {
  const last = tokens.at(-1);
  if (last?.value === '.' && last.kind === 'symbol') {
    const owner = tokens.at(-2)?.value;
    const tables = named.filter(({ name, metadata }) => name === owner || metadata.tableName.toLowerCase() === owner);
    const madeUp = derived.find(({ name }) => name === owner);
    if (madeUp !== undefined) return madeUp.columns;
    if (tables.length > 0) return tables.slice(0, 1).flatMap(({ metadata }) => columnsIn(metadata));
    const inSchema = ranked(sql.inSchema(owner ?? ''), RANK.expected);
    return inSchema.length > 0 || named.length > 0 ? inSchema : sql.columnsBehind(owner ?? '');
  }
  const before = lastKeyword(tokens);
  const madeUp = derived.map(({ name }): Suggestion => ({ text: name, kind: 'alias', detail: 'of this statement' }));
  if (before !== undefined && BEFORE_TABLE.has(before)) return ranked([...madeUp, ...sql.tables()], RANK.expected);
  const columns = [...derived.flatMap((each) => each.columns), ...named.flatMap(({ metadata }) => columnsIn(metadata))];
  const aliases = named
    .filter(({ name, metadata }) => name !== metadata.tableName)
    .map(({ name, metadata }): Suggestion => ({ text: name, kind: 'alias', detail: `table ${metadata.tablePath}` }))
    .concat(madeUp);
  const tables = named.map(({ metadata }): Suggestion => tableSuggestion(metadata));
  const words = KEYWORDS.map((text): Suggestion => ({ text, kind: 'keyword' }));
  return [
    ...columns,
    ...ranked(aliases, RANK.own),
    ...ranked(tables, RANK.methods),
    // Columns are mostly written before the table that they are of.
    ...(named.length === 0 && before === 'select' ? sql.allColumns() : []),
    ...ranked(words, RANK.inherited),
  ];
}

/** The word before what is typed; the last one before a comma in a list of tables. */
function lastKeyword(tokens: readonly Token[]): string | undefined {
  const last = tokens.at(-1);
  if (last?.kind === 'word') return last.value;
  if (last?.value !== ',') return undefined;
  for (const token of [...tokens].reverse()) {
    if (token.value === ')' || token.value === '(') return undefined;
    if (token.kind === 'word' && NO_ALIAS.has(token.value)) return token.value === 'from' ? 'from' : undefined;
  }
  return undefined;
}

/** `from employees e, …`: each table, by its alias where it has one. */
function tablesNamed(tokens: readonly Token[], sql: SqlNames): readonly Named[] {
  const found: Named[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    const isList = token?.value === ',' && found.length > 0;
    if (token === undefined || !(isList || (token.kind === 'word' && BEFORE_TABLE.has(token.value)))) continue;
    let table = at + 1;
    // A schema before the table.
    while (tokens[table + 1]?.value === '.' && tokens[table + 1]?.kind === 'symbol') table += 2;
    const metadata = sql.table(tokens[table]?.value ?? '');
    if (metadata === undefined) continue;
    const next = tokens[table + 1]?.value === 'as' ? tokens[table + 2] : tokens[table + 1];
    const isAlias = next?.kind === 'name' || (next?.kind === 'word' && !NO_ALIAS.has(next.value));
    found.push({ metadata, name: isAlias ? next.value : metadata.tableName });
  }
  return found;
}

function columnsIn(metadata: EntityMetadata): readonly ReadyCandidate[] {
  const columns = metadata.columns.filter(({ isVirtualProperty }) => !isVirtualProperty);
  return ranked(columns.map(columnSuggestion), RANK.expected);
}

function columnSuggestion(column: ColumnMetadata): Suggestion {
  const { entityMetadata, databaseName } = column;
  const { tablePath } = entityMetadata;
  return {
    text: databaseName,
    kind: 'column',
    type: typeText(column, dataSourceOf(entityMetadata)),
    detail: `column ${tablePath}.${databaseName}`,
  };
}

function tableSuggestion(metadata: EntityMetadata): Suggestion {
  const what = metadata.tableType === 'view' ? 'view' : isMadeByTypeorm(metadata) ? 'junction' : 'table';
  return {
    text: metadata.tableName,
    kind: 'table',
    detail: what === 'junction' ? what : `${what} of ${metadata.name}`,
  };
}

/** The tables of a data source by name, and how its database quotes names. */
class SqlNames {
  readonly #tables = new Map<string, EntityMetadata>();
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
    for (const metadata of dataSource.entityMetadatas) {
      const isKind = parentOf(metadata) !== undefined;
      if (!isKind && !this.#tables.has(metadata.tableName)) this.#tables.set(metadata.tableName, metadata);
    }
  }

  table(name: string): EntityMetadata | undefined {
    return this.#tables.get(name) ?? [...this.#tables].find(([each]) => each.toLowerCase() === name)?.[1];
  }

  tables(): readonly Suggestion[] {
    const schemas = new Set([...this.#tables.values()].flatMap(({ schema }) => schema ?? []));
    return [
      ...[...this.#tables.values()].map(tableSuggestion),
      ...[...schemas].map((text): Suggestion => ({ text, kind: 'table', detail: 'schema' })),
    ];
  }

  inSchema(name: string): readonly Suggestion[] {
    return [...this.#tables.values()]
      .filter(({ schema, database }) => schema === name || database === name)
      .map(tableSuggestion);
  }

  /** Columns behind an alias that is given further on: of the tables that it may be short for, if there are any. */
  columnsBehind(alias: string): readonly ReadyCandidate[] {
    const all = [...this.#tables.values()].filter((metadata) => !isMadeByTypeorm(metadata));
    const likely = all.filter(({ tableName }) => tableName.toLowerCase().startsWith(alias.toLowerCase()));
    return (likely.length > 0 ? likely : all).flatMap(columnsIn);
  }

  allColumns(): readonly ReadyCandidate[] {
    return [...this.#tables.values()]
      .filter((metadata) => !isMadeByTypeorm(metadata))
      .flatMap(columnsIn)
      .map((each) => ({ ...each, rank: RANK.methods }));
  }

  /** As it is put into quotes that are there already. */
  readonly bare = (candidate: ReadyCandidate): ReadyCandidate => candidate;

  /** As it is written where no quotes are. */
  readonly quoted = (candidate: ReadyCandidate): ReadyCandidate => {
    const { suggestion } = candidate;
    if (!/^(?:column|table|alias)$/.test(suggestion.kind) || this.#isPlain(suggestion.text)) return candidate;
    const text = this.#dataSource.driver.escape(suggestion.text);
    return { ...candidate, text, suggestion: { ...suggestion, text } };
  };

  /** PostgreSQL makes small letters of a name without quotes. */
  #isPlain(name: string): boolean {
    const { type } = this.#dataSource.options;
    if (RESERVED.has(name.toLowerCase())) return false;
    if (/postgres|cockroach/.test(type)) return /^[a-z_][a-z0-9_$]*$/.test(name);
    return /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name);
  }
}

/** Names that people give to tables and columns and that are words of SQL. */
const RESERVED: ReadonlySet<string> = new Set([
  ...KEYWORDS,
  ...'all analyse any array both cast check collate column constraint create default do end except fetch for foreign grant index'.split(
    ' ',
  ),
  ...'intersect key leading natural only primary range references some table to trailing unique user when window'.split(
    ' ',
  ),
]);

/** Whether a statement ends inside of a text or a quoted name. */
function openQuote(sql: string): 'text' | 'name' | undefined {
  let open = '';
  for (let at = 0; at < sql.length; at++) {
    const char = sql.charAt(at);
    if (open !== '') {
      if (open === '--' ? char === '\n' : open === '/*' ? char === '*' && sql[at + 1] === '/' : char === open)
        open = '';
    } else if (char === "'" || char === '"' || char === '`') open = char;
    else if (char === '-' && sql[at + 1] === '-') open = '--';
    else if (char === '/' && sql[at + 1] === '*') open = '/*';
  }
  return open === '' ? undefined : open === '"' || open === '`' ? 'name' : 'text';
}
