import type { AskDriver } from '../recorder';
import type { DatabaseType } from '../sql-tokens';

/** Makes a connection as it was. */
export type Restore = () => Promise<void>;

/** How a kind of database is kept from writing, whatever a statement's text hides (a function that writes, a trigger). */
export interface ReadOnlyMode {
  /**
   * From now on the connection refuses to write.
   * @param inTransaction whether somebody's transaction is open on it already.
   */
  begin(ask: AskDriver, inTransaction: boolean): Promise<Restore>;
  /** Whether an error of the driver is such a refusal. */
  refused(error: DriverError): boolean;
}

export interface DriverError {
  readonly code?: unknown;
  readonly errno?: unknown;
}

const SAVEPOINT = 'typeorm_shell_explain';

const sqlite: ReadOnlyMode = {
  async begin(ask) {
    const before = firstCell(await ask('PRAGMA query_only'));
    await ask('PRAGMA query_only = 1');
    return async () => void (await ask(`PRAGMA query_only = ${before === 1 ? 1 : 0}`));
  },
  refused: ({ code }) => typeof code === 'string' && code.startsWith('SQLITE_READONLY'),
};

const postgres: ReadOnlyMode = {
  async begin(ask, inTransaction) {
    if (inTransaction) {
      // A transaction that reads only cannot write again; but a savepoint takes that back too.
      await toSavepoint(ask);
      await ask('SET TRANSACTION READ ONLY');
      return () => backTo(ask);
    }
    const before = firstCell(await ask('SHOW default_transaction_read_only'));
    await ask('SET default_transaction_read_only = on');
    return async () => void (await ask(`SET default_transaction_read_only = ${before === 'on' ? 'on' : 'off'}`));
  },
  refused: ({ code }) => code === '25006',
};

const mysql: ReadOnlyMode = {
  async begin(ask, inTransaction) {
    if (inTransaction) {
      // Its access mode cannot be changed any more. What a function has written is taken back.
      await toSavepoint(ask);
      return () => backTo(ask);
    }
    const rows = (await ask("SHOW VARIABLES WHERE Variable_name IN ('tx_read_only', 'transaction_read_only')")) as {
      readonly Value: string;
    }[];
    const before = rows.some(({ Value }) => Value === 'ON') ? 'ONLY' : 'WRITE';
    await ask('SET SESSION TRANSACTION READ ONLY');
    return async () => void (await ask(`SET SESSION TRANSACTION READ ${before}`));
  },
  refused: ({ errno }) => errno === 1792,
};

const MODES: Readonly<Partial<Record<string, ReadOnlyMode>>> = {
  'better-sqlite3': sqlite,
  sqlite,
  sqljs: sqlite,
  postgres,
  mysql,
  mariadb: mysql,
};

/** `undefined` for a kind of database of which the shell knows no way. */
export function readOnlyMode(type: DatabaseType): ReadOnlyMode | undefined {
  return MODES[type];
}

/** What is done from here on in the transaction that is open, `backTo` takes back. */
export async function toSavepoint(ask: AskDriver): Promise<void> {
  await ask(`SAVEPOINT ${SAVEPOINT}`);
}

export async function backTo(ask: AskDriver): Promise<void> {
  await ask(`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`);
  await ask(`RELEASE SAVEPOINT ${SAVEPOINT}`);
}

function firstCell(answer: unknown): unknown {
  const [row] = answer as readonly object[];
  return row === undefined ? undefined : (Object.values(row)[0] as unknown);
}
