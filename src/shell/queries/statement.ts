/** What a statement does to the database, as far as its text tells. */
export type StatementKind =
  /** Answers a question and changes nothing. */
  | 'read'
  /** Changes rows or the schema, or may do so. */
  | 'write'
  /** BEGIN, COMMIT, ROLLBACK, SAVEPOINT and their like. */
  | 'transaction';

export interface StatementEffect {
  readonly kind: StatementKind;
  /** Tables written, by bare name in lower case; `undefined` when the text does not tell, which means: any table. */
  readonly tables: readonly string[] | undefined;
}

const READ: StatementEffect = { kind: 'read', tables: [] };
const TRANSACTION: StatementEffect = { kind: 'transaction', tables: [] };
const ANY_WRITE: StatementEffect = { kind: 'write', tables: undefined };

/** A name as SQL writes it: bare, or in the quotes of one of the databases, with the schema before it. */
const PART = String.raw`(?:"(?:[^"]|"")*"|\x60[^\x60]*\x60|\[[^\]]*\]|[\p{L}_][\p{L}\p{N}_$#]*)`;
const NAME = String.raw`(${PART}(?:\s*\.\s*${PART})*)`;

const WRITES: readonly RegExp[] = [
  new RegExp(
    String.raw`^insert\s+(?:or\s+\w+\s+)?(?:low_priority\s+|delayed\s+|high_priority\s+)?(?:ignore\s+)?(?:into\s+)?${NAME}`,
    'iu',
  ),
  new RegExp(String.raw`^replace\s+(?:low_priority\s+|delayed\s+)?(?:into\s+)?${NAME}`, 'iu'),
  // MySQL's update of several tables has a comma or a join before SET: only one table before SET is understood.
  new RegExp(
    String.raw`^update\s+(?:or\s+\w+\s+)?(?:low_priority\s+)?(?:ignore\s+)?(?:only\s+)?${NAME}\s*(?:\*\s*)?(?:as\s+)?(?:${PART}\s+)?set\b`,
    'iu',
  ),
  new RegExp(
    String.raw`^delete\s+(?:low_priority\s+)?(?:quick\s+)?(?:ignore\s+)?from\s+(?:only\s+)?${NAME}(?!\s*,)`,
    'iu',
  ),
];

const READS =
  /^(?:select|values|show|describe|desc|explain|table|pragma|set|use|analyze|listen|unlisten|notify|fetch|declare|close|kill|help)\b/iu;
const TRANSACTIONS =
  /^(?:begin|start\s+transaction|commit|rollback|savepoint|release|abort|end|set\s+(?:session\s+|local\s+|global\s+)?transaction|xa)\b/iu;
const WRITING_WORD = /\b(?:insert|update|delete|merge|replace|into|call)\b/iu;

/** Most statements by far: told in a microsecond. TypeORM writes numbers into the text of a `find`, so few texts come twice. */
const PLAIN_SELECT = /^select\b/i;
const SUSPECT = /;|\b(?:insert|update|delete|merge|replace|into|call)\b/i;

/**
 * Says what an SQL text does, from the text alone: reads, transaction control, or writes to tables that it names. In doubt it
 * is a write to any table: to forget too much costs a query, to forget too little shows what is no longer true.
 */
export function effectOf(sql: string): StatementEffect {
  if (PLAIN_SELECT.test(sql) && !SUSPECT.test(sql)) return READ;
  return sqlStatements(sql).map(effectOfOne).reduce(together, READ);
}

function effectOfOne(statement: string): StatementEffect {
  if (TRANSACTIONS.test(statement)) return TRANSACTION;
  if (READS.test(statement)) {
    // EXPLAIN ANALYZE runs what it explains; SELECT ... INTO makes a table; a PRAGMA with a value sets something about tables.
    const harmless = /^(?:select|table|values|explain|declare)\b/iu.test(statement)
      ? !WRITING_WORD.test(withoutQuoted(statement))
      : true;
    return harmless || /^explain\s+(?!analyze|\()/iu.test(statement) || onlyLocks(statement) ? READ : ANY_WRITE;
  }
  if (/^with\b/iu.test(statement)) return WRITING_WORD.test(withoutQuoted(statement)) ? ANY_WRITE : READ;
  for (const form of WRITES) {
    const name = form.exec(statement)?.[1];
    if (name !== undefined) return { kind: 'write', tables: [bareName(name)] };
  }
  return ANY_WRITE;
}

/** `SELECT ... FOR UPDATE` has a writing word and writes nothing. */
function onlyLocks(statement: string): boolean {
  const rest = withoutQuoted(statement).replace(
    /\bfor\s+(?:no\s+key\s+)?update\b|\breplace\s*\(|\binsert\s*\(/giu,
    ' ',
  );
  return /^(?:select|table|values)\b/iu.test(statement) && !WRITING_WORD.test(rest);
}

function together(left: StatementEffect, right: StatementEffect): StatementEffect {
  if (right.kind !== 'write') return left === READ ? right : left;
  if (left.kind !== 'write') return right;
  return { kind: 'write', tables: left.tables && right.tables && [...left.tables, ...right.tables] };
}

/** The last part of a name as SQL writes it, without quotes and in lower case: `"public"."Employees"` is `employees`. */
export function bareName(name: string): string {
  const parts = name.match(new RegExp(PART, 'gu')) ?? [name];
  const last = parts[parts.length - 1] ?? name;
  const quoted = /^["`[]/u.test(last);
  return (quoted ? last.slice(1, -1).replaceAll('""', '"') : last).toLowerCase();
}

/** Cuts a text at the semicolons between its statements; comments before a statement are dropped, empty statements too. */
function sqlStatements(sql: string): string[] {
  const simple = withoutLeadingComments(sql);
  if (!simple.includes(';')) return simple === '' ? [] : [simple];
  const statements: string[] = [];
  let from = 0;
  for (const token of simple.matchAll(TOKEN)) {
    if (token[0] !== ';') continue;
    statements.push(simple.slice(from, token.index));
    from = token.index + 1;
  }
  statements.push(simple.slice(from));
  return statements.map(withoutLeadingComments).filter((statement) => statement !== '');
}

/**
 * Strings, quoted names, comments and PostgreSQL's dollar quotes, each as one token, and the semicolon. What MariaDB and MySQL run of a
 * comment (what begins with `/*!` or `/*M!`) is none.
 */
const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*(?!M?!)[\s\S]*?\*\/|\$([A-Za-z_]*)\$[\s\S]*?\$\1\$|;/gu;

function withoutQuoted(sql: string): string {
  return sql.replace(TOKEN, ' ');
}

function withoutLeadingComments(sql: string): string {
  return sql.replace(/^(?:\s|\(|--[^\n]*(?:\n|$)|\/\*(?!M?!)[\s\S]*?\*\/)+/u, '').trimEnd();
}
