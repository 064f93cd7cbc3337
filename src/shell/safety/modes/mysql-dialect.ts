import { firstWordOf } from '../../queries/first-word';
import { READS } from './reading-mysql';
import { SessionLock } from './session-lock';
import { untransacted } from './untransacted';
import type { ServerDialect, Standing, Wire } from './server-hold';

interface MysqlHeader {
  readonly serverStatus?: number;
  readonly affectedRows?: number;
}

interface MysqlConnection {
  promise(): { query(sql: string, values?: readonly unknown[]): Promise<[unknown, unknown]> };
  release(): void;
  destroy(): void;
}

interface MysqlDriver {
  obtainMasterConnection(): Promise<MysqlConnection>;
  obtainSlaveConnection(): Promise<MysqlConnection>;
}

/** A bit of the status that comes with the server's answers. */
const IN_TRANSACTION = 1;
/** The server has rolled the whole transaction back: deadlock; the lock wait timeout may do so by a setting. */
const ROLLED_BACK: ReadonlySet<unknown> = new Set([1213]);

/** A node of Galera's that has lost the others: what was open on it can never be kept. */
const CUT_OFF = 1047;

type Callback = (error: unknown, answer?: unknown) => void;

function textOf(sql: string | { readonly sql: string }): string {
  return typeof sql === 'string' ? sql : sql.sql;
}

export const MYSQL_DIALECT: ServerDialect = {
  async take(driver, reads) {
    const pools = driver as unknown as MysqlDriver;
    return new MysqlWire(await (reads ? pools.obtainSlaveConnection() : pools.obtainMasterConnection()));
  },
  begin: (access) => [`START TRANSACTION ${access}`],
  restore: [READS],
  undone: (sql) => sql,
  connection: (send) => ({
    promise: () => ({
      query: async (sql: string | { readonly sql: string }, values?: readonly unknown[]) => [
        await send(textOf(sql), values),
      ],
    }),
    // TypeORM 0.3 asks with a callback.
    query: (sql: string | { readonly sql: string }, values?: readonly unknown[], done?: Callback) => {
      const answer = send(textOf(sql), values);
      return done === undefined ? answer : void answer.then((rows) => done(null, rows), done);
    },
    release: () => {},
  }),
  failsWhole: false,
  endsTransaction: (error) => ROLLED_BACK.has((error as { readonly errno?: unknown } | undefined)?.errno),
  wrote: undefined,
  untransacted,
  changed: (answer, isWrite) => {
    if (!isWrite) return 0;
    return Array.isArray(answer) ? answer.length : ((answer as MysqlHeader | undefined)?.affectedRows ?? 0);
  },
};

/** Also what begins one: it ends the one before. */
const ENDING: ReadonlySet<string> = new Set(['commit', 'rollback', 'start', 'begin']);

class MysqlWire implements Wire {
  lost = false;
  standing: Standing | undefined;
  endedOne = false;
  readonly #connection: MysqlConnection;
  readonly #lock: SessionLock | undefined;

  constructor(connection: MysqlConnection) {
    this.#connection = connection;
    this.#lock = SessionLock.of(connection);
    if (this.#lock) this.#lock.held = true;
  }

  async send(sql: string, parameters?: readonly unknown[]): Promise<unknown> {
    try {
      const send = (): Promise<[unknown, unknown]> => this.#connection.promise().query(sql, parameters);
      const [answer] = await (this.#lock === undefined ? send() : this.#lock.pass(sql, send));
      const status = (answer as MysqlHeader | undefined)?.serverStatus;
      // Rows come without it: what gives rows ends no transaction.
      if (status !== undefined) this.standing = status & IN_TRANSACTION ? 'open' : 'none';
      this.endedOne = ENDING.has(firstWordOf(sql)) && !/\bto\b/iu.test(sql);
      return answer;
    } catch (error) {
      const { fatal, errno } = error as { readonly fatal?: unknown; readonly errno?: unknown };
      this.lost = fatal === true || errno === CUT_OFF;
      throw error;
    }
  }

  release(): void {
    if (this.#lock) this.#lock.held = false;
    if (this.lost) this.#connection.destroy();
    else this.#connection.release();
  }
}
