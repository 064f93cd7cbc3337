import { createHash } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';
import { MigrationsTable } from '../migrations-table';
import { momentText, type LockKind } from './migration-lock';

interface Holder {
  readonly pid: number;
  readonly application_name: string | null;
  readonly usename: string | null;
  readonly host: string | null;
  readonly since: Date | null;
}

const HOLDER = `SELECT a.pid, a.application_name, a.usename, host(a.client_addr) AS host, a.backend_start AS since
  FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND ((l.classid::bigint << 32) | l.objid::bigint) = $1::bigint`;

/** An advisory lock: it belongs to the connection, whatever becomes of transactions on it. */
export function postgresLock(dataSource: DataSource, runner: QueryRunner): LockKind {
  const key = lockNumber(new MigrationsTable(dataSource).path);
  const ask = async <Row>(sql: string): Promise<Row | undefined> => {
    const [row] = (await runner.query(sql, [key])) as readonly Row[];
    return row;
  };
  return {
    take: async () => {
      const got = await ask<{ readonly got: boolean }>('SELECT pg_try_advisory_lock($1::bigint) AS got');
      if (got?.got === true) return undefined;
      const holder = await ask<Holder>(HOLDER);
      return holder === undefined ? 'a process that has just ended' : inWords(holder);
    },
    release: async () => void (await ask('SELECT pg_advisory_unlock($1::bigint)')),
  };
}

/** Of one database there may be several schemas, each with a table of migrations of its own. */
function lockNumber(path: string): string {
  return createHash('sha256').update(`typeorm-shell migrations ${path}`).digest().readBigInt64BE().toString();
}

function inWords({ pid, application_name: name, usename: user, host, since }: Holder): string {
  const who = name !== null && name !== '' ? name : (user ?? 'somebody');
  const from = host === null ? 'on the server itself' : `from ${host}`;
  const begun = since === null ? '' : `, connected since ${momentText(new Date(since))}`;
  return `${who} ${from}, process ${pid} of the server${begun}`;
}
