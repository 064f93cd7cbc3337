import type { DataSource } from 'typeorm';
import { changeOptions } from '../project/connect/change-options';
import { familyOf } from '../safety/modes/refusals';
import { mysqlReplication } from './mysql-replication';
import { postgresReplication } from './postgres-replication';
import { Routes } from './routes';
import { replicationOf, type ReplicatedDriver } from './server';
import type { ServerFacts } from './words';

/** Where reads go. */
export type Target = 'primary' | 'standby';
export const TARGETS: readonly Target[] = ['primary', 'standby'];

/**
 * The servers behind a data source that has several (TypeORM's `replication`): which of them answers reads, and what the person should
 * hear of them. It stands in the place of the driver's two methods that hand out connections, so that all reads pass it, code's too.
 */
export interface Replicas {
  /** Where the person wants reads to go. */
  readonly target: Target;
  /** From now on reads go there. A standby that did not answer is asked again. */
  use(target: Target): void;
  /** A line begins: how the servers are is asked anew. */
  startLine(): void;
  /** Asks all servers how they are: the first is the one that is written to by the data source's options. Never throws. */
  facts(): Promise<readonly ServerFacts[]>;
  /**
   * What a person hears when a shell opens on them: which one is read from, and how far behind it is. Never throws.
   * @param inSandbox reads go where the sandbox's transaction is, then.
   */
  opening(inSandbox: boolean): Promise<readonly string[]>;
  /** Has the data source's options as they were. */
  leave(): void;
  /** What there is to hear since the last time, line by line. */
  takeNotices(): readonly string[];
}

/** @returns `undefined` where a data source is one server, or of a kind that the shell does not know. */
export function replicasOf(dataSource: DataSource): Replicas | undefined {
  const before = replicationOf(dataSource);
  const leave = (): void => {
    if (before !== undefined) changeOptions(dataSource, { replication: before });
  };
  switch (familyOf(dataSource.options.type)) {
    case 'postgres': {
      const replication = postgresReplication(dataSource);
      return replication && installed(dataSource, new Routes(replication, leave));
    }
    case 'mysql': {
      const replication = mysqlReplication(dataSource);
      return replication && installed(dataSource, new Routes(replication, leave));
    }
    default:
      return undefined;
  }
}

function installed<Connection>(dataSource: DataSource, routes: Routes<Connection>): Replicas {
  if (replicationOf(dataSource)?.defaultMode === 'master') routes.use('primary');
  // TypeORM asks a standby for all that only reads, and where that goes is decided here.
  dataSource.defaultReplicationModeForReads = () => 'slave';
  const driver = dataSource.driver as unknown as ReplicatedDriver;
  let connecting = 0;
  // What connecting asks is nobody's write.
  for (const name of ['connect', 'afterConnect'] as const) {
    const connects = driver[name].bind(driver);
    driver[name] = async () => {
      connecting++;
      try {
        await connects();
      } finally {
        connecting--;
      }
    };
  }
  driver.obtainMasterConnection = () => (connecting > 0 ? routes.connect() : routes.write());
  driver.obtainSlaveConnection = () => routes.read();
  return routes;
}
