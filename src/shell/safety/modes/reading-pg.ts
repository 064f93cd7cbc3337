import { firstWordOf } from '../../queries/first-word';
import { SessionLock } from './session-lock';
import { UserError } from '../../user-error';

/** What is used of node-postgres. */
export interface PgModule {
  readonly Pool: new (options: PoolOptions) => object;
  readonly Client: ClientClass;
}

interface PoolOptions {
  readonly Client?: ClientClass;
}

type Callback = (error?: unknown, result?: unknown) => void;

interface Query {
  readonly text: string;
  readonly name?: string;
  readonly values?: readonly unknown[];
  readonly callback?: Callback;
  /** There on what is no description of a query but sends one by itself: a cursor, a stream. */
  readonly submit?: unknown;
  queryMode?: 'extended';
}

interface Protocol extends NodeJS.EventEmitter {
  query(text: string): void;
  parse(query: { readonly text: string }, ...rest: unknown[]): void;
  readonly stream: { destroy(error: Error): void };
  readonly parsedStatements?: Readonly<Record<string, string>>;
}

interface Client {
  /** Not there with pg-native. */
  readonly connection?: Protocol;
  connect(): Promise<unknown>;
  query(query: string | Query, values?: readonly unknown[] | Callback, callback?: Callback): unknown;
}

type ClientClass = new (options?: unknown) => Client;

export const READS = 'SET default_transaction_read_only = on';
const BEGINS: ReadonlySet<string> = new Set(['begin', 'start']);
const ENDS: ReadonlySet<string> = new Set(['commit', 'end']);
/** What is about the session, or the transaction, as it is. */
const BARE: ReadonlySet<string> = new Set(
  'set reset show discard listen unlisten rollback abort savepoint release'.split(' '),
);

/**
 * node-postgres whose sessions only read, whoever opens them and whatever is sent: outside of a transaction each statement is in one that
 * only reads and is rolled back, a transaction is one that only reads, and none is ever committed.
 */
export function readingPg(pg: PgModule): PgModule {
  // Something else in its place, which the project has made.
  if (typeof pg.Client !== 'function') return pg;
  const ReadingClient = readingClient(pg.Client);
  const Pool = class extends pg.Pool {
    constructor(options: PoolOptions) {
      super({ ...options, Client: options.Client === undefined ? ReadingClient : readingClient(options.Client) });
    }
  };
  return Object.create(pg, { Pool: { value: Pool }, Client: { value: ReadingClient } }) as PgModule;
}

const reading = new WeakSet<ClientClass>();

function readingClient(Base: ClientClass): ClientClass {
  if (reading.has(Base)) return Base;
  const Reading = class extends Base {
    readonly #lock: SessionLock;
    /** Texts that are let through to the protocol. */
    readonly #sending: string[] = [];
    #inTransaction = false;

    constructor(options?: unknown) {
      super(options);
      this.#lock = new SessionLock(this, 'postgres');
      if (this.connection !== undefined) this.#lockProtocol(this.connection);
    }

    override connect(callback?: Callback): Promise<unknown> {
      const connected = super
        .connect()
        .then(() => this.#send({ text: READS }))
        .then(() => this);
      if (callback === undefined) return connected;
      connected.then((client) => callback(undefined, client), callback);
      return Promise.resolve(this);
    }

    override query(query: string | Query, values?: readonly unknown[] | Callback, callback?: Callback): unknown {
      const asked: Query = typeof query === 'string' ? { text: query } : query;
      if (typeof asked.submit === 'function') return this.#submit(asked, values, callback);
      const parameters = Array.isArray(values) ? (values as readonly unknown[]) : asked.values;
      const then = typeof values === 'function' ? values : (callback ?? asked.callback);
      const { callback: _, ...plain } = asked;
      const answer = this.#ask({ ...plain, values: parameters, queryMode: 'extended' });
      if (then === undefined) return answer;
      answer.then((result) => then(undefined, result), then);
      return undefined;
    }

    async #ask(query: Query): Promise<unknown> {
      if (this.#lock.check(query.text)) return this.#send(query);
      const first = firstWordOf(query.text);
      if (BEGINS.has(first)) return this.#send({ ...query, text: `${query.text.replace(/;\s*$/u, '')}\nREAD ONLY` });
      if (ENDS.has(first)) return this.#send({ ...query, text: 'ROLLBACK' });
      if (this.#inTransaction || BARE.has(first)) return this.#send(query);
      this.#send({ text: 'BEGIN READ ONLY' }).catch(() => {});
      try {
        return await this.#send(query);
      } finally {
        await this.#send({ text: 'ROLLBACK' }).catch(() => {});
      }
    }

    /** What reads bit by bit says by itself when it is over. */
    #submit(query: Query, values?: readonly unknown[] | Callback, callback?: Callback): unknown {
      const { text } = query;
      this.#lock.check(text);
      this.#send({ text: READS }).catch(() => {});
      query.queryMode = 'extended';
      this.#sending.push(text);
      return super.query(query, values, callback);
    }

    #send(query: Query): Promise<unknown> {
      const parsed = query.name !== undefined && this.connection?.parsedStatements?.[query.name] !== undefined;
      if (!parsed && this.connection !== undefined) this.#sending.push(query.text);
      return super.query({ ...query, queryMode: 'extended' }) as Promise<unknown>;
    }

    /** Whoever calls the methods of the class on this client gets here too: then the connection is given up. */
    #lockProtocol(protocol: Protocol): void {
      const { parse } = protocol;
      const giveUp = (): void =>
        protocol.stream.destroy(new UserError('The shell does not let a session send what nobody has looked at.'));
      Object.defineProperties(protocol, {
        // Its texts may be several statements.
        query: { value: giveUp },
        parse: {
          value: (asked: { readonly text: string }, ...rest: unknown[]) => {
            const query = { ...asked };
            const at = this.#sending.indexOf(query.text);
            if (at < 0) return giveUp();
            this.#sending.splice(at, 1);
            parse.call(protocol, query, ...rest);
          },
        },
      });
      protocol.on('readyForQuery', ({ status }: { readonly status: string }) => (this.#inTransaction = status !== 'I'));
    }
  };
  reading.add(Reading);
  return Reading;
}
