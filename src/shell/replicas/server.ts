import type { DataSource } from 'typeorm';

/** What a server is for. */
export type Role =
  /** It follows another one, and takes no writes. */
  | 'standby'
  /** It takes writes, and follows nobody. */
  | 'primary'
  /** It takes writes as all others of its cluster do. */
  | 'node'
  /** It answers, and serves nobody. */
  | 'not ready';

/** What a server says of itself. */
export interface Look {
  readonly role: Role;
  /** How far it has come, in the server's own terms; `undefined` where it does not say. */
  readonly position?: string;
  /** How old what it shows may be at most, in seconds: 0 where it shows all that it knows of; `undefined` where it does not say. */
  readonly behind?: number;
}

/** A connection out of a server's pool, as the driver hands it to TypeORM. */
export interface Taken<Connection> {
  readonly connection: Connection;
  /** Asks for the shell itself, whatever the connection may do for others. @returns the rows. */
  ask(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Gives it back to its pool; one that is lost is not used again. */
  release(isLost?: boolean): void;
  /** Calls when whoever the connection is given to gives it back. */
  onRelease(heard: () => void): Connection;
}

/** One of the servers of a data source. */
export interface Server<Connection> {
  /** `127.0.0.1:5433`. */
  readonly address: string;
  /** Whether all of its connections are in use, so that who asks for one waits. */
  isFull(): boolean;
  take(): Promise<Taken<Connection>>;
}

/** How servers of one kind of database are spoken to. */
export interface Replication<Connection> {
  /** The one that is written to first, then those that are read from. */
  readonly servers: readonly [Server<Connection>, ...Server<Connection>[]];
  /** Whether one that is written to may answer although it cannot take writes now. */
  readonly looksBeforeWrites: boolean;
  look(taken: Taken<Connection>): Promise<Look>;
  /** How far the server has come that was written to. @returns `undefined` where it does not say. */
  position(taken: Taken<Connection>): Promise<string | undefined>;
  /** Whether a server shows all that had been written at a position of the other's. */
  shows(taken: Taken<Connection>, look: Look, position: string): Promise<boolean>;
}

/** What TypeORM's drivers have in common that know replication: it is connected by them, and gets its connections of them. */
export interface ReplicatedDriver {
  connect(): Promise<void>;
  afterConnect(): Promise<void>;
  obtainMasterConnection(): Promise<unknown>;
  obtainSlaveConnection(): Promise<unknown>;
}

/** The option `replication` of a data source, as far as it is looked at. */
export interface ReplicationOptions {
  readonly master: object;
  readonly slaves: readonly object[];
  /** Where reads go unless a query says otherwise: to a standby where it is not said. */
  readonly defaultMode?: 'master' | 'slave';
}

/** @returns `undefined` where a data source is one server. */
export function replicationOf(dataSource: DataSource): ReplicationOptions | undefined {
  const { replication } = dataSource.options as { readonly replication?: ReplicationOptions };
  return replication?.master !== undefined && Array.isArray(replication.slaves) && replication.slaves.length > 0
    ? replication
    : undefined;
}
