import type Database from 'better-sqlite3';
import { sqlTokens } from '../../queries/sql-tokens';

type Handle = Database.Database;
type Statement = Database.Statement;

/** Who hears of each statement on a SQLite connection, whoever sends it. */
export interface SqliteWatcher {
  /** @throws UserError for a text that must not run. */
  refuse(sql: string): void;
  /** @throws UserError for a statement that must not run. */
  beforeRun(sql: string, statement: Pick<Statement, 'readonly'>): void;
  /** @param changed rows, of a statement that writes. */
  afterRun(changed: number): void;
  /** @throws UserError for a call that nothing could take back. */
  deny(call: string, reason: string): never;
}

const RUNS: ReadonlySet<PropertyKey> = new Set(['run', 'get', 'all', 'iterate']);

/**
 * A connection of better-sqlite3 that asks before it does anything; for the rest it is the connection itself. What the driver's own methods
 * work on, whoever calls them on it, is not given away.
 * @param reopen what `constructor` is: opens another connection.
 */
export function guarded(handle: Handle, watcher: SqliteWatcher, reopen: unknown): Handle {
  const prepare = (sql: string): Statement => {
    watcher.refuse(sql);
    return guardedStatement(handle.prepare(sql), sql, watcher, proxy);
  };
  const own: Readonly<Record<PropertyKey, unknown>> = {
    prepare,
    exec: (sql: string) => {
      for (const each of statementsOf(sql)) {
        const statement = prepare(each);
        if (statement.reader) statement.all();
        else statement.run();
      }
      return proxy;
    },
    pragma: (source: string, options?: Database.PragmaOptions) => {
      const sql = `PRAGMA ${source}`;
      watcher.refuse(sql);
      watcher.beforeRun(sql, handle.prepare(sql));
      return handle.pragma(source, options);
    },
    transaction: (work: (...args: unknown[]) => unknown) => {
      const begun = handle.transaction(work);
      const opens =
        (run: (...args: unknown[]) => unknown) =>
        (...args: unknown[]) => {
          watcher.beforeRun('SAVEPOINT', { readonly: false });
          return run(...args);
        };
      const { immediate, exclusive, deferred } = begun;
      return Object.assign(opens(begun), {
        default: opens(begun),
        deferred: opens(deferred),
        immediate: opens(immediate),
        exclusive: opens(exclusive),
      });
    },
    backup: () => watcher.deny('backup()', 'it would write a file, whatever that holds'),
    loadExtension: () => watcher.deny('loadExtension()', 'it would run code of a library'),
    constructor: reopen,
  };
  const proxy: Handle = new Proxy(facade(handle, { constructor: { value: reopen } }), {
    get(_target, key) {
      if (Object.hasOwn(own, key)) return own[key];
      if (typeof key === 'symbol' && Object.hasOwn(handle, key))
        return watcher.deny('what the driver’s own methods would', 'the shell could not look at it');
      const value: unknown = Reflect.get(handle, key, handle);
      return typeof value === 'function' ? (value.bind(handle) as unknown) : value;
    },
  });
  return proxy;
}

/** An object that looks like another from outside, and is not what its methods work on. */
function facade<Shown extends object>(object: Shown, ofPrototype: PropertyDescriptorMap = {}): Shown {
  const prototype = Object.create(Object.getPrototypeOf(object) as object, ofPrototype) as object;
  const keys = Object.keys(object) as (keyof Shown)[];
  const facts = keys.map((key) => [key, { get: () => object[key], enumerable: true, configurable: true }] as const);
  return Object.create(prototype, Object.fromEntries(facts)) as Shown;
}

function guardedStatement(statement: Statement, sql: string, watcher: SqliteWatcher, database: Handle): Statement {
  const proxy: Statement = new Proxy(facade(statement), {
    get(_target, key) {
      if (key === 'database') return database;
      const value: unknown = Reflect.get(statement, key, statement);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (RUNS.has(key)) watcher.beforeRun(sql, statement);
        const answer: unknown = Reflect.apply(value, statement, args);
        if (RUNS.has(key) && !statement.readonly) watcher.afterRun(changedBy(answer));
        return answer === statement ? proxy : answer;
      };
    },
  });
  return proxy;
}

function changedBy(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  return (answer as Database.RunResult | undefined)?.changes ?? 0;
}

/** The statements of a text. Those of a trigger stay together: a text with one is taken whole. */
function statementsOf(sql: string): readonly string[] {
  if (/\btrigger\b/iu.test(sql)) return [sql];
  const statements: string[] = [];
  let from = 0;
  for (const { text, at } of sqlTokens(sql, 'better-sqlite3')) {
    if (text !== ';') continue;
    statements.push(sql.slice(from, at));
    from = at + 1;
  }
  statements.push(sql.slice(from));
  return statements.filter((each) =>
    [...sqlTokens(each, 'better-sqlite3')].some(({ text }) => !/^(?:--|\/\*)/u.test(text)),
  );
}
