import { createHash } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';
import { MigrationsTable } from '../migrations-table';
import { momentText, type LockKind } from './migration-lock';

interface Holder {
  readonly user: string;
  readonly host: string;
  /** Seconds since its last statement. */
  readonly seconds: number | string;
}

/** A name longer than 64 letters is none. */
const MOST = 64;

/** A named lock: it belongs to the connection. Its name is known to the whole server, so the database is in it. */
export function mysqlLock(dataSource: DataSource, runner: QueryRunner): LockKind {
  const name = lockName(new MigrationsTable(dataSource).path);
  const ask = async <Row>(sql: string, parameter: unknown): Promise<Row | undefined> => {
    const [row] = (await runner.query(sql, [parameter])) as readonly Row[];
    return row;
  };
  return {
    take: async () => {
      const got = await ask<{ readonly got: unknown }>('SELECT GET_LOCK(?, 0) AS got', name);
      if (Number(got?.got) === 1) return undefined;
      const used = await ask<{ readonly id: unknown }>('SELECT IS_USED_LOCK(?) AS id', name);
      const holder = await ask<Holder>(
        'SELECT user AS user, host AS host, time AS seconds FROM information_schema.processlist WHERE id = ?',
        used?.id ?? null,
      );
      const connection = `connection ${String(used?.id)} of the server`;
      if (holder === undefined) return used?.id == null ? 'a process that has just ended' : connection;
      const since = momentText(new Date(Date.now() - Number(holder.seconds) * 1000));
      return `${holder.user} from ${holder.host}, ${connection}, with a statement that began at ${since}`;
    },
    release: async () => void (await ask('SELECT RELEASE_LOCK(?)', name)),
  };
}

function lockName(path: string): string {
  const hash = createHash('sha256').update(path).digest('hex');
  return `typeorm-shell.migrations.${hash}`.slice(0, MOST);
}
