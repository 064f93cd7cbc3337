/** A process of its own: takes a copy away when the process that made it is gone (`copy-guard.ts`). */
import { rmSync } from 'node:fs';
import type { ServerAccess } from './other-database';

/** What is to be taken away: a folder, or a database of a server. */
export type Guarded =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 'postgres' | 'mysql';
      readonly database: string;
      /** The file of the driver's module. */
      readonly module: string;
      readonly access: ServerAccess;
    };

interface PgModule {
  readonly Client: new (options: object) => {
    connect(): Promise<void>;
    query(sql: string): Promise<unknown>;
    end(): Promise<void>;
  };
}

interface MysqlModule {
  createConnection(options: object): {
    query(sql: string, values: readonly unknown[], done: (error: unknown, rows: unknown) => void): void;
    end(): void;
  };
}

async function takeAway(guarded: Guarded): Promise<void> {
  switch (guarded.kind) {
    case 'folder':
      return rmSync(guarded.path, { recursive: true, force: true });
    case 'postgres': {
      const { Client } = load<PgModule>(guarded.module);
      const client = new Client({ ...guarded.access, database: 'postgres' });
      await client.connect();
      await client.query(`DROP DATABASE IF EXISTS "${guarded.database}" WITH (FORCE)`);
      return client.end();
    }
    case 'mysql': {
      const connection = load<MysqlModule>(guarded.module).createConnection(guarded.access);
      const query = (sql: string, values: readonly unknown[] = []): Promise<unknown> =>
        new Promise((done) => connection.query(sql, values, (_error, rows) => done(rows)));
      // What runs on it would be waited for.
      const running = await query('SELECT id FROM information_schema.processlist WHERE db = ?', [guarded.database]);
      for (const { id } of Array.isArray(running) ? (running as readonly { readonly id: number }[]) : [])
        await query(`KILL ${Number(id)}`);
      await query(`DROP DATABASE IF EXISTS \`${guarded.database}\``);
      return connection.end();
    }
  }
}

function load<Module>(file: string): Module {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which driver it is, is known at run time only
  return require(file) as Module;
}

let heard = '';
// eslint-disable-next-line no-restricted-properties -- the pipe that the shell holds; this process is not the shell
process.stdin
  .setEncoding('utf8')
  .on('data', (text: string) => (heard += text))
  .on('end', () => {
    const [first = '', last] = heard.trimEnd().split('\n');
    if (last !== 'gone' && first !== '') void takeAway(JSON.parse(first) as Guarded);
  });
