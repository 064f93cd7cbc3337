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
}

const RUNS: ReadonlySet<PropertyKey> = new Set(['run', 'get', 'all', 'iterate']);

/** A connection of better-sqlite3 that asks before it does anything; for the rest it is the connection itself. */
export function guarded(handle: Handle, watcher: SqliteWatcher): Handle {
  const prepare = (sql: string): Statement => {
    watcher.refuse(sql);
    return guardedStatement(handle.prepare(sql), sql, watcher);
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
      watcher.refuse(`PRAGMA ${source}`);
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
    loadExtension: () => watcher.refuse('SELECT load_extension()'),
  };
  const proxy: Handle = new Proxy(handle, {
    get(target, key) {
      if (Object.hasOwn(own, key)) return own[key];
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' && key !== 'constructor' ? (value.bind(target) as unknown) : value;
    },
  });
  return proxy;
}

function guardedStatement(statement: Statement, sql: string, watcher: SqliteWatcher): Statement {
  const proxy: Statement = new Proxy(statement, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (RUNS.has(key)) watcher.beforeRun(sql, target);
        const answer: unknown = Reflect.apply(value, target, args);
        if (RUNS.has(key) && !target.readonly) watcher.afterRun(changedBy(answer));
        return answer === target ? proxy : answer;
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
