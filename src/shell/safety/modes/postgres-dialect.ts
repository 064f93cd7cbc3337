import { firstWordOf } from '../../queries/first-word';
import { READS } from './reading-pg';
import { SessionLock } from './session-lock';
import type { ServerDialect, Standing, Wire } from './server-hold';

interface PgResult {
  readonly command?: string;
  readonly rowCount?: number | null;
}

interface PgClient {
  query(config: {
    readonly text: string;
    readonly values?: readonly unknown[];
    readonly queryMode: 'extended';
  }): Promise<PgResult>;
  /** Speaks the protocol; not there with pg-native. */
  readonly connection?: NodeJS.EventEmitter;
  on(event: 'error' | 'end', listener: (error?: unknown) => void): unknown;
  off(event: 'error' | 'end', listener: (error?: unknown) => void): unknown;
}

interface PgDriver {
  obtainMasterConnection(): Promise<[PgClient, (error?: unknown) => void]>;
  obtainSlaveConnection(): Promise<[PgClient, (error?: unknown) => void]>;
}

const STANDINGS: Readonly<Record<string, Standing>> = { I: 'none', T: 'open', E: 'failed' };
/** What the server calls a statement that has ended a transaction, whatever its text was. */
const ENDING = /^(?:COMMIT|PREPARE TRANSACTION)\b/u;
const ROLLBACK = /^ROLLBACK\b/u;
const COMMITS: ReadonlySet<string> = new Set(['commit', 'end']);
const WRITING = /^(?:INSERT|UPDATE|DELETE|MERGE)\b/u;

export const POSTGRES_DIALECT: ServerDialect = {
  async take(driver, reads) {
    const pools = driver as unknown as PgDriver;
    const [client, release] = await (reads ? pools.obtainSlaveConnection() : pools.obtainMasterConnection());
    return new PgWire(client, release);
  },
  // The first thing that it reads fixes what it is: SET TRANSACTION is refused from then on.
  begin: (access) => [`BEGIN ${access}`, 'SELECT 1'],
  restore: [READS],
  undone: (sql) => (COMMITS.has(firstWordOf(sql)) ? 'ROLLBACK' : sql),
  connection: (send) => ({ query: send }),
  failsWhole: true,
  endsTransaction: () => false,
  wrote: 'SELECT txid_current_if_assigned() IS NOT NULL AS wrote',
  changed: (answer) => {
    const { command = '', rowCount } = (answer ?? {}) as PgResult;
    return WRITING.test(command) ? (rowCount ?? 0) : 0;
  },
};

/** The server says it before the connection ends: it is shut down, or the session was; node-postgres when it has ended. */
function endsConnection(error: unknown): boolean {
  const { severity, message = '' } = (error ?? {}) as { readonly severity?: string; readonly message?: string };
  return severity === 'FATAL' || /^Connection terminated|not queryable|ECONNRESET|EPIPE/u.test(message);
}

class PgWire implements Wire {
  lost = false;
  standing: Standing | undefined;
  endedOne = false;
  readonly #client: PgClient;
  readonly #release: (error?: unknown) => void;
  readonly #lock: SessionLock | undefined;
  readonly #onError = (): void => void (this.lost = true);
  readonly #onReady = ({ status }: { readonly status: string }): void => void (this.standing = STANDINGS[status]);

  constructor(client: PgClient, release: (error?: unknown) => void) {
    this.#client = client;
    this.#release = release;
    this.#lock = SessionLock.of(client);
    if (this.#lock) this.#lock.held = true;
    client.on('error', this.#onError);
    client.on('end', this.#onError);
    client.connection?.on('readyForQuery', this.#onReady);
  }

  async send(text: string, values?: readonly unknown[]): Promise<unknown> {
    this.endedOne = false;
    // One statement at a time, also where there are no parameters: the protocol sees to it.
    const send = (): Promise<PgResult> => this.#client.query({ text, values: values ?? [], queryMode: 'extended' });
    const result = await (this.#lock === undefined ? send() : this.#lock.pass(text, send)).catch((error: unknown) => {
      this.lost ||= endsConnection(error);
      throw error;
    });
    const command = result.command ?? '';
    this.endedOne = ENDING.test(command) || (ROLLBACK.test(command) && !/\bto\b/iu.test(text));
    return result;
  }

  release(): void {
    if (this.#lock) this.#lock.held = false;
    this.#client.off('error', this.#onError);
    this.#client.off('end', this.#onError);
    this.#client.connection?.off('readyForQuery', this.#onReady);
    this.#release(this.lost ? new Error('the connection was lost') : undefined);
  }
}
