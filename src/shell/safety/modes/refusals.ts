import { tokensOf, type Token } from '../../queries/sql/tokens';
import type { DatabaseType } from '../../queries/sql-tokens';
import type { HoldKind } from './hold';

/**
 * What the shell itself refuses to send in a mode, before the database is asked: what the database would let through although it changes
 * something (a file that is written, a setting of the server), and what would end the transaction that the mode holds. Everything else is
 * for the database to refuse.
 */
export type Refusal = (sql: string) => string | undefined;

type Family = 'sqlite' | 'postgres' | 'mysql';

/** @returns what says why a statement is not sent; `undefined` for one that is. */
export function refusals(kind: HoldKind, type: DatabaseType): Refusal {
  const rules = RULES[familyOf(type) ?? 'sqlite'];
  return (sql) => {
    if (isPlain(sql)) return undefined;
    const tokens = tokensOf(sql, type);
    const words = tokens.map(({ kind: each, value }) => (each === 'word' ? value : each === 'symbol' ? value : ''));
    const own = kind === 'read-only' ? rules.reading(words, tokens, sql) : rules.holding(words, kind, tokens, sql);
    return rules.always(tokens, words, sql) ?? own;
  };
}

/** What most lines send: one SELECT without any word that could mean more. */
function isPlain(sql: string): boolean {
  return /^\s*select\b/iu.test(sql) && !SUSPECT.test(sql);
}

const SUSPECT =
  /;|\binto\b|\/\*|\blo_|\blowrite\b|\bpg_|\bdblink|\bgin_|\bbrin_|\bheap_force|\bsetval\b|\bquery_to_xml|\bts_stat\b|\bts_rewrite\b|\bload_file\b|\bset_config\b|\bu&"/iu;

interface Rules {
  /** In every mode that holds a transaction. */
  always(tokens: readonly Token[], words: readonly string[], sql: string): string | undefined;
  /** What the database would let through a transaction that only reads. */
  reading(words: readonly string[], tokens: readonly Token[], sql: string): string | undefined;
  /** What could not be rolled back. */
  holding(words: readonly string[], kind: HoldKind, tokens: readonly Token[], sql: string): string | undefined;
}

const ENDS: ReadonlySet<string> = new Set(['commit', 'end', 'abort', 'begin', 'start', 'rollback']);

/** What begins or ends a transaction: the one that is open is the mode's. Savepoints are anybody's. */
function endsTransaction(words: readonly string[]): string | undefined {
  const [first = ''] = words;
  if (first === 'prepare' && words[1] === 'transaction') return 'it would end the transaction that the shell holds';
  if (!ENDS.has(first) || (first === 'rollback' && words.includes('to'))) return undefined;
  return first === 'begin' || first === 'start'
    ? 'a transaction is open already: .begin, .commit and .rollback are the shell’s'
    : 'it would end the transaction that the shell holds: .commit and .rollback do that';
}

/** A second statement in the same text would be looked at by nobody. */
function severalStatements(tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex(({ value }) => value === ';');
  return at >= 0 && tokens.slice(at).some(({ value }) => value !== ';')
    ? 'it is more than one statement: they go one by one'
    : undefined;
}

const SQLITE: Rules = {
  always: (tokens) => severalStatements(tokens),
  reading: ([first = '', ...rest]) =>
    first === 'vacuum' && rest.includes('into') ? 'it would write a file' : undefined,
  holding: (words, kind) => {
    const [first = '', second = ''] = words;
    if (first === 'vacuum') return 'VACUUM cannot be rolled back';
    if (first === 'attach' || first === 'detach') return 'SQLite cannot do that inside of a transaction';
    if (first === 'pragma' && (words.includes('=') || words.includes('(')) && !READING_PRAGMAS.test(words.join(' ')))
      return 'what a PRAGMA sets cannot be rolled back';
    const changesSchema = ['create', 'alter', 'drop', 'reindex'].includes(first);
    if (kind === 'sandbox' && changesSchema && !/^temp/u.test(second))
      return 'TypeORM changes a table of SQLite by making it anew, which deletes rows of other tables inside of a transaction';
    return endsTransaction(words);
  },
};

const READING_PRAGMAS =
  /^pragma (?:\S+ \. )?(?:table_|index_|foreign_key_list|foreign_key_check|database_list|collation_list|function_list|module_list|pragma_list|compile_options|query_only|integrity_check|quick_check)/u;

/** Functions of PostgreSQL's that run a text as SQL: what that calls is not to be seen. */
const RUNS_TEXT = /^(?:query_to_xml\w*|ts_stat|ts_rewrite)$/u;

/** Calls that PostgreSQL lets through in a transaction that only reads, although they change something outside of it. */
const POSTGRES_CALLS =
  /^(?:lo_(?:creat|create|export|import|put|from_bytea|unlink|truncate|truncate64)|lowrite|dblink\w*|gin_clean_pending_list|brin_\w+|heap_force_\w+|pg_(?:file_\w+|logical_emit_message|logical_slot_get\w*|truncate_visibility_map|switch_wal|create_\w+|drop_\w+|copy_\w+|reload_conf|rotate_logfile|terminate_backend|cancel_backend|promote|wal_replay_\w+|backup_\w+|start_backup|stop_backup|stat_reset\w*|replication_\w+))$/u;

/** The first function that is called, with or without quotes around its name, and that the rule knows. */
function callOf(rule: RegExp, tokens: readonly Token[], sql: string): string | undefined {
  const isCall = ({ kind, value }: Token, at: number): boolean =>
    (kind === 'word' || kind === 'name') && rule.test(value) && tokens[at + 1]?.value === '(';
  const called = tokens.find(isCall)?.value;
  // Whether a backslash belongs to a string is a setting of the session: then a string may be none.
  if (called !== undefined || !sql.includes('\\')) return called;
  return [...sql.toLowerCase().matchAll(/([a-z_0-9]+)"?\s*\(/gu)]
    .map(([, name = '']) => name)
    .find((name) => rule.test(name));
}

/** A name may be written in such a way that it is not to be seen: `U&"lo\\005fexport"`. */
function hidesNames(sql: string): string | undefined {
  return /\bu&"/iu.test(sql) ? 'what a name of the form U&"…" means is looked at by nobody' : undefined;
}

/** What makes a session, or a transaction, one that writes. */
function setsAccess(first: string, words: readonly string[], sql: string): string | undefined {
  if (!['set', 'reset', 'begin', 'start'].includes(first)) return undefined;
  const sets = words.includes('write') || /\b(?:default_)?transaction_read_only\b/iu.test(sql);
  return sets && !/^\s*set\s+default_transaction_read_only\s*(?:=|to)\s*on\s*;?\s*$/iu.test(sql)
    ? 'it would let the session write'
    : undefined;
}

const POSTGRES: Rules = {
  always: (tokens, _words, sql) => severalStatements(tokens) ?? hidesNames(sql),
  reading: (words, tokens, sql) => {
    const [first = ''] = words.filter((word) => word !== '(');
    const reason = POSTGRES_READING[first] ?? setsAccess(first, words, sql);
    if (reason !== undefined) return reason;
    if (first === 'prepare' && words[1] === 'transaction') return 'it would keep a transaction';
    const runs = callOf(RUNS_TEXT, tokens, sql);
    if (runs !== undefined) return `${runs}() runs a text that is looked at by nobody`;
    const call = callOf(POSTGRES_CALLS, tokens, sql);
    return call === undefined ? undefined : `${call}() changes something that no transaction takes back`;
  },
  holding: (words, _kind, tokens, sql) => {
    const [first = ''] = words;
    if (first === 'copy' && (words.includes('to') || words.includes('program')))
      return 'COPY writes a file or runs a program here, which cannot be rolled back';
    if (callOf(/^setval$/u, tokens, sql) !== undefined) return 'setval() cannot be rolled back';
    const call = callOf(POSTGRES_CALLS, tokens, sql);
    if (call !== undefined && (!call.startsWith('lo') || call === 'lo_export'))
      return `${call}() cannot be rolled back`;
    return endsTransaction(words);
  },
};

const POSTGRES_READING: Readonly<Record<string, string>> = {
  copy: 'COPY writes a file or runs a program, which PostgreSQL lets through',
  do: 'PostgreSQL lets code write files in a DO block',
  call: 'a procedure may do what PostgreSQL lets through',
  analyze: 'it writes statistics',
  vacuum: 'it writes',
  reindex: 'it writes the index anew',
  cluster: 'it writes the table anew',
  checkpoint: 'it has the server write its files',
  load: 'it loads code into the server',
  lock: 'it locks others out',
  notify: 'it tells others something',
};

/** The first words of statements of MariaDB and MySQL that end no transaction. */
const MYSQL_HARMLESS: ReadonlySet<string> = new Set(
  'select show describe desc explain with values table ( help savepoint release rollback set use do checksum analyze insert update delete replace'.split(
    ' ',
  ),
);
/** And of those that both refuse in a transaction that only reads. */
const MYSQL_REFUSES: ReadonlySet<string> = new Set(
  'create alter drop truncate rename load lock optimize repair grant revoke install uninstall'.split(' '),
);

function mysqlRules(words: readonly string[], tokens: readonly Token[]): string | undefined {
  const [first = '', second = ''] = words;
  if (first === 'set' && !/^(?:@|names|character|session|local|transaction|sql_mode|time_zone)/u.test(second))
    return 'it may set more than this session';
  if (
    first === 'set' &&
    tokens.some(({ value }) =>
      /^(?:autocommit|completion_type|global|password|persist|role|statement|tx_read_only|transaction_read_only)$/iu.test(
        value,
      ),
    )
  )
    return 'it would change the transaction, or the server';
  if (['commit', 'rollback'].includes(first) && words.at(-1) === 'release' && words.at(-2) !== 'no')
    return 'it would close the connection';
  if (first === 'analyze' && /^(?:table|local|no_write_to_binlog)$/u.test(second)) return 'it writes statistics';
  return undefined;
}

/** What ends a transaction, or begins one, and does nothing else: in read-only mode it is begun again. */
function onlyTransaction([first = '', second = ';', third = ';']: readonly string[]): boolean {
  if (first === 'commit') return true;
  if (first === 'begin') return second === ';' || (second === 'work' && third === ';');
  return first === 'start' && second === 'transaction';
}

const MYSQL: Rules = {
  always: (tokens, words, sql) => {
    if (/\/\*M?!/u.test(sql)) return 'what stands in a comment that is run (/*! … */) is looked at by nobody';
    const at = words.findIndex((word) => word === 'outfile' || word === 'dumpfile');
    // Whether a backslash belongs to a string is a setting of the session: then a string may be none.
    if ((at > 0 && words[at - 1] === 'into') || (sql.includes('\\') && /\b(?:out|dump)file\b/iu.test(sql)))
      return 'it would write a file on the server';
    return severalStatements(tokens) ?? mysqlRules(words, tokens);
  },
  reading: (words) => {
    const [first = ''] = words;
    if (['set', 'start'].includes(first) && words.includes('write')) return 'it would let the session write';
    return MYSQL_HARMLESS.has(first) || MYSQL_REFUSES.has(first) || onlyTransaction(words)
      ? undefined
      : `MariaDB and MySQL would run ${first.toUpperCase()} although the transaction only reads`;
  },
  holding: (words, _kind, tokens, sql) => {
    const [first = ''] = words;
    if (callOf(/^setval$/iu, tokens, sql) !== undefined) return 'setval() cannot be rolled back';
    if (MYSQL_HARMLESS.has(first)) return endsTransaction(words);
    const ends = endsTransaction(words);
    return ends ?? `MariaDB and MySQL commit what is open when they run ${first.toUpperCase()}, or cannot take it back`;
  },
};

const RULES: Readonly<Record<Family, Rules>> = { sqlite: SQLITE, postgres: POSTGRES, mysql: MYSQL };

const FAMILIES: Readonly<Partial<Record<DatabaseType, Family>>> = {
  'better-sqlite3': 'sqlite',
  postgres: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
};

/** `undefined` for a kind of database that the modes are not made for. */
export function familyOf(type: DatabaseType): Family | undefined {
  return FAMILIES[type];
}

/** Whether there are other modes than writable for a kind of database. */
export function hasModes(type: DatabaseType): boolean {
  return familyOf(type) !== undefined;
}
