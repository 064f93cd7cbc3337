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
  const family = familyOf(type);
  const rules = RULES[family];
  return (sql) => {
    if (isPlain(sql)) return undefined;
    const tokens = tokensOf(sql, type);
    const words = tokens.map(({ kind: each, value }) => (each === 'word' ? value : each === 'symbol' ? value : ''));
    return rules.always(tokens, words, sql) ?? (kind === 'read-only' ? rules.reading : rules.holding)(words, kind);
  };
}

/** What most lines send: one SELECT without any word that could mean more. */
function isPlain(sql: string): boolean {
  return /^\s*select\b/iu.test(sql) && !SUSPECT.test(sql);
}

const SUSPECT = /;|\binto\b|\/\*|\blo_|\blowrite\b|\bpg_|\bdblink|\bload_file\b|\bset_config\b/iu;

interface Rules {
  /** In every mode that holds a transaction. */
  always(tokens: readonly Token[], words: readonly string[], sql: string): string | undefined;
  /** What the database would let through a transaction that only reads. */
  reading(words: readonly string[]): string | undefined;
  /** What could not be rolled back. */
  holding(words: readonly string[], kind: HoldKind): string | undefined;
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
  /^pragma (?:\S+ \. )?(?:table_|index_|foreign_key_list|foreign_key_check|database_list|collation_list|function_list|module_list|pragma_list|compile_options|integrity_check|quick_check)/u;

/** Calls that PostgreSQL lets through in a transaction that only reads, although they change something outside of it. */
const POSTGRES_CALLS =
  /^(?:lo_(?:creat|create|export|import|put|from_bytea|unlink|truncate|truncate64)|lowrite|dblink\w*|pg_(?:file_\w+|logical_emit_message|switch_wal|create_\w+|drop_\w+|copy_\w+|reload_conf|rotate_logfile|terminate_backend|cancel_backend|promote|wal_replay_\w+|backup_\w+|start_backup|stop_backup|stat_reset\w*|replication_\w+))$/u;

const POSTGRES: Rules = {
  always: (tokens) => severalStatements(tokens),
  reading: (words) => {
    const [first = ''] = words;
    const reason = POSTGRES_READING[first];
    if (reason !== undefined) return reason;
    const call = words.find((word, at) => POSTGRES_CALLS.test(word) && words[at + 1] === '(');
    return call === undefined ? undefined : `${call}() changes something that no transaction takes back`;
  },
  holding: (words) => {
    const [first = ''] = words;
    if (first === 'copy' && words.includes('to'))
      return 'COPY … TO writes a file or runs a program, which cannot be rolled back';
    const call = words.find((word, at) => POSTGRES_CALLS.test(word) && words[at + 1] === '(');
    if (call !== undefined && !call.startsWith('lo')) return `${call}() cannot be rolled back`;
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

function mysqlRules(words: readonly string[]): string | undefined {
  const [first = '', second = ''] = words;
  if (first === 'set' && !/^(?:@|names|character|session|local|transaction|sql_mode|time_zone)/u.test(second))
    return 'it may set more than this session';
  if (
    first === 'set' &&
    words.some((word) =>
      /^(?:autocommit|global|password|persist|role|statement|tx_read_only|transaction_read_only)$/u.test(word),
    )
  )
    return 'it would change the transaction, or the server';
  if (first === 'analyze' && second === 'table') return 'it writes statistics';
  return undefined;
}

/** What ends a transaction and does nothing else: in read-only mode it is begun again. */
const ENDS_ONLY: ReadonlySet<string> = new Set(['commit', 'start']);

const MYSQL: Rules = {
  always: (tokens, words, sql) => {
    if (/\/\*M?!/u.test(sql)) return 'what stands in a comment that is run (/*! … */) is looked at by nobody';
    const at = words.findIndex((word) => word === 'outfile' || word === 'dumpfile');
    if (at > 0 && words[at - 1] === 'into') return 'it would write a file on the server';
    return severalStatements(tokens) ?? mysqlRules(words);
  },
  reading: ([first = '']) =>
    MYSQL_HARMLESS.has(first) || MYSQL_REFUSES.has(first) || ENDS_ONLY.has(first)
      ? undefined
      : `MariaDB and MySQL would run ${first.toUpperCase()} although the transaction only reads`,
  holding: (words) => {
    const [first = ''] = words;
    if (MYSQL_HARMLESS.has(first)) return endsTransaction(words);
    const ends = endsTransaction(words);
    return ends ?? `MariaDB and MySQL commit what is open when they run ${first.toUpperCase()}, or cannot take it back`;
  },
};

const RULES: Readonly<Record<Family, Rules>> = { sqlite: SQLITE, postgres: POSTGRES, mysql: MYSQL };

export function familyOf(type: DatabaseType): Family {
  if (/postgres|cockroach/u.test(type)) return 'postgres';
  return /mysql|maria/u.test(type) ? 'mysql' : 'sqlite';
}
