import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../user-error';
import type { ServerAccess } from './other-database';

interface Databases {
  readonly from: string;
  readonly to: string;
  readonly stopped: AbortSignal;
}

/**
 * Copies one database of a server into another by PostgreSQL's own programs, which read it as of one moment and hinder nobody.
 * @throws UserError where they are not there, or say that it cannot be.
 */
export async function dumpAndRestore(access: ServerAccess, { from, to, stopped }: Databases): Promise<void> {
  const secrets = mkdtempSync(join(tmpdir(), 'typeorm-shell-rehearsal-'));
  try {
    // Not among the arguments: those can be read by everybody.
    const passfile = join(secrets, 'pgpass');
    writeFileSync(passfile, `*:*:*:*:${(access.password ?? '').replaceAll(/[\\:]/g, '\\$&')}\n`, { mode: 0o600 });
    const place = (database: string): string => connectionText({ ...access, passfile, dbname: database });
    const dump = spawn('pg_dump', ['--format=custom', '--compress=0', `--dbname=${place(from)}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: stopped,
    });
    const restore = spawn('pg_restore', ['--exit-on-error', `--dbname=${place(to)}`], {
      stdio: ['pipe', 'ignore', 'pipe'],
      signal: stopped,
    });
    restore.stdin.on('error', () => {});
    dump.stdout.pipe(restore.stdin);
    const [dumped, restored] = await Promise.all([problemOf(dump, 'pg_dump'), problemOf(restore, 'pg_restore')]);
    stopped.throwIfAborted();
    const problem = dumped ?? restored;
    if (problem !== undefined)
      throw new UserError(
        `Others are connected to the database, so it cannot be a template, and ${problem}`,
        'Close the other connections, or install the PostgreSQL client of the server’s version. Nothing was rehearsed.',
      );
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
}

/** As libpq reads it. */
function connectionText({
  host,
  port,
  user,
  passfile,
  dbname,
  ssl,
}: ServerAccess & Readonly<Record<string, unknown>>): string {
  const parts = { host, port, user, passfile, dbname, sslmode: ssl ? 'require' : undefined };
  return Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}='${String(value).replaceAll(/[\\']/g, '\\$&')}'`)
    .join(' ');
}

/** Waits for its end. @returns what it says where it failed */
function problemOf(child: ChildProcess, name: string): Promise<string | undefined> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((done) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      done(error.code === 'ENOENT' ? `${name} is not installed.` : `${name} failed: ${error.message}`),
    );
    child.once('close', (code) =>
      done(
        code === 0
          ? undefined
          : `${name} failed: ${said.trim().split('\n').slice(0, 2).join(' ') || `exit code ${code}`}`,
      ),
    );
  });
}
