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

export const MYSQL_DIALECT: ServerDialect = {
  async take(driver, reads) {
    const pools = driver as unknown as MysqlDriver;
    return new MysqlWire(await (reads ? pools.obtainSlaveConnection() : pools.obtainMasterConnection()));
  },
  begin: (access) => [`START TRANSACTION ${access}`],
  restore: ['SET SESSION TRANSACTION READ ONLY'],
  connection: (send) => ({
    promise: () => ({
      query: async (sql: string | { readonly sql: string }, values?: readonly unknown[]) => [
        await send(typeof sql === 'string' ? sql : sql.sql, values),
      ],
    }),
    release: () => {},
  }),
  failsWhole: false,
  endsTransaction: (error) => ROLLED_BACK.has((error as { readonly errno?: unknown } | undefined)?.errno),
  wrote: undefined,
  changed: (answer, isWrite) => {
    if (!isWrite) return 0;
    return Array.isArray(answer) ? answer.length : ((answer as MysqlHeader | undefined)?.affectedRows ?? 0);
  },
};

class MysqlWire implements Wire {
  lost = false;
  standing: Standing | undefined;
  endedOne = false;
  readonly #connection: MysqlConnection;

  constructor(connection: MysqlConnection) {
    this.#connection = connection;
  }

  async send(sql: string, parameters?: readonly unknown[]): Promise<unknown> {
    try {
      const [answer] = await this.#connection.promise().query(sql, parameters);
      const status = (answer as MysqlHeader | undefined)?.serverStatus;
      // Rows come without it: what gives rows ends no transaction.
      if (status !== undefined) this.standing = status & IN_TRANSACTION ? 'open' : 'none';
      this.endedOne = /^\s*(?:commit|rollback)\b(?![^;]*\bto\b)/iu.test(sql);
      return answer;
    } catch (error) {
      this.lost = (error as { readonly fatal?: unknown }).fatal === true;
      throw error;
    }
  }

  release(): void {
    if (this.lost) this.#connection.destroy();
    else this.#connection.release();
  }
}
