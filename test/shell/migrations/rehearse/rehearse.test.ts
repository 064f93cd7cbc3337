import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { DataSource, type Logger } from 'typeorm';
import { InterruptedError } from '../../../../src/shell/evaluator/evaluator';
import { onEachDatabase, type TestDatabase } from '../../../support/databases';
import { contents } from '../support/clients';
import { migration, MigrationShell, time, type MigrationClass } from '../support/migration-shell';

/** Tables with everything that a copy can forget: rows that refer to others and to themselves, a view, a trigger, a computed column. */
const WORLD: Readonly<Record<TestDatabase['kind'], readonly string[]>> = {
  sqlite: [
    'CREATE TABLE owner (id integer PRIMARY KEY AUTOINCREMENT, name varchar(20) UNIQUE, boss integer REFERENCES owner (id), size integer GENERATED ALWAYS AS (length(name)) STORED)',
    'CREATE TABLE thing (id integer PRIMARY KEY, owner integer NOT NULL REFERENCES owner (id) ON DELETE CASCADE)',
    'CREATE VIEW owned AS SELECT owner.name, thing.id FROM thing JOIN owner ON owner.id = thing.owner',
    "CREATE TRIGGER renamed AFTER INSERT ON thing BEGIN UPDATE owner SET name = name || '!' WHERE id = new.owner; END",
  ],
  postgres: [
    'CREATE TABLE owner (id serial PRIMARY KEY, name varchar(20) UNIQUE, boss integer REFERENCES owner (id), size integer GENERATED ALWAYS AS (length(name)) STORED)',
    'CREATE TABLE thing (id integer PRIMARY KEY, owner integer NOT NULL REFERENCES owner (id) ON DELETE CASCADE)',
    'CREATE VIEW owned AS SELECT owner.name, thing.id FROM thing JOIN owner ON owner.id = thing.owner',
    "CREATE FUNCTION renamed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE owner SET name = name || '!' WHERE id = new.owner; RETURN new; END $$",
    'CREATE TRIGGER renamed AFTER INSERT ON thing FOR EACH ROW EXECUTE FUNCTION renamed()',
  ],
  mariadb: [
    'CREATE TABLE owner (id integer AUTO_INCREMENT PRIMARY KEY, name varchar(20) UNIQUE, boss integer, size integer AS (length(name)) STORED, FOREIGN KEY (boss) REFERENCES owner (id))',
    'CREATE TABLE thing (id integer PRIMARY KEY, owner integer NOT NULL, FOREIGN KEY (owner) REFERENCES owner (id) ON DELETE CASCADE)',
    'CREATE VIEW owned AS SELECT owner.name, thing.id FROM thing JOIN owner ON owner.id = thing.owner',
    "CREATE TRIGGER renamed AFTER INSERT ON thing FOR EACH ROW UPDATE owner SET name = concat(name, '!') WHERE id = new.owner",
  ],
};
const ROWS = [
  "INSERT INTO owner (name) VALUES ('a'), ('b')",
  'UPDATE owner SET boss = 1 WHERE id = 2',
  'INSERT INTO thing (id, owner) VALUES (1, 1), (2, 2)',
];

const NEW_TABLE = migration(
  `NewTable${time(1)}`,
  ['CREATE TABLE extra (id integer PRIMARY KEY)', 'INSERT INTO extra VALUES (1)'],
  ['DROP TABLE extra'],
);
const NEW_COLUMN = migration(
  `NewColumn${time(2)}`,
  ['ALTER TABLE thing ADD note varchar(20)'],
  ['ALTER TABLE thing DROP COLUMN note'],
);

onEachDatabase('a rehearsal of migrations', (database) => {
  const { kind } = database;
  const heard: string[] = [];
  const logger: Logger = {
    logQuery: (query) => void heard.push(query),
    logQueryError: () => {},
    logQuerySlow: () => {},
    logSchemaBuild: () => {},
    logMigration: () => {},
    log: () => {},
  };

  before(async () => {
    // Others may rehearse at the same time.
    process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'typeorm-shell-test-'));
    const dataSource = await new DataSource({ ...database.options }).initialize();
    for (const sql of [...WORLD[kind], ...ROWS]) await dataSource.query(sql);
    await dataSource.destroy();
  });

  after(() => {
    const { TMPDIR: folder } = process.env;
    delete process.env.TMPDIR;
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  /** A shell on the world with pending migrations; afterwards it is as it was, and no copy is left. */
  async function onWorld(
    migrations: readonly MigrationClass[],
    work: (shell: MigrationShell) => Promise<void>,
  ): Promise<void> {
    const shell = await MigrationShell.open({ ...database.options, logger }, migrations);
    try {
      const before = await contents(database);
      heard.length = 0;
      await work(shell);
      const sent = heard.filter((sql) => !/^\s*(?:select|show|pragma)\b/iu.test(sql));
      const copies = /^(?:CREATE|DROP) DATABASE (?:IF EXISTS )?`typeorm_shell_rehearsal_\w+`/u;
      assert.deepEqual(
        sent.filter((sql) => !copies.test(sql)),
        [],
        'it was only asked',
      );
      assert.equal(await contents(database), before, 'the database is as it was');
      assert.deepEqual(await copiesLeft(database), []);
    } finally {
      await shell.close();
    }
  }

  test('says what each step does, and leaves the database alone', async () => {
    await onWorld([NEW_TABLE, NEW_COLUMN], async (shell) => {
      assert.deepEqual((await shell.call('up --rehearse')).split('\n'), [
        `Copied ${{ sqlite: 'by SQLite’s backup', postgres: 'with the database as a template', mariadb: 'by the server, into a database of its own' }[kind]} · N ms`,
        `up    NewTable${time(1)} · N ms · rows: extra is new`,
        `up    NewColumn${time(2)} · N ms · rows as before`,
        `down  NewColumn${time(2)} · N ms · rows as before`,
        `down  NewTable${time(1)} · N ms · rows: extra is gone`,
        `up    NewTable${time(1)} · N ms · rows: extra is new`,
        `up    NewColumn${time(2)} · N ms · rows as before`,
        'table  before  up  down  up again',
        'extra       –   1     –         1',
        'owner       2   2     2         2',
        'thing       2   2     2         2',
        'Rehearsed 2 migrations up, down and up again on a copy, which is gone: after down the schema is as it was.',
      ]);
      assert.equal(await shell.call('up --rehearse -n 1').then((text) => text.includes('NewColumn')), false);
    });
  });

  test('sees what a way down leaves behind, and rows that are missing', async () => {
    const careless = migration(
      `Careless${time(1)}`,
      ['ALTER TABLE thing ADD note varchar(20)', 'DELETE FROM thing WHERE id = 1'],
      ['ALTER TABLE thing DROP COLUMN note', 'CREATE INDEX left_over ON thing (owner)'],
    );
    await onWorld([careless], async (shell) => {
      const text = await shell.call('up --rehearse');
      assert.match(
        text,
        /down {2}Careless\d+ · N ms · rows as before · the schema is not as it was before\n {6}\+ table .*left_over/u,
      );
      assert.match(text, /After up and down rows are missing: thing 2 → 1/u);
      assert.match(text, /look at what is not as it was/u);
    });
  });

  test('a migration that fails is told with its statement, and the copy is dropped', async () => {
    const failing = migration(`Failing${time(2)}`, ['ALTER TABLE nowhere ADD note varchar(20)']);
    await onWorld([NEW_TABLE, failing], async (shell) => {
      const text = await shell.refusal('up --rehearse');
      assert.match(text, new RegExp(`^Failing${time(2)} failed: `));
      assert.match(text, /In: ALTER TABLE nowhere ADD note varchar\(20\)/u);
      assert.match(text, /It was only tried: nothing was changed\./u);
    });
  });

  test('what asks the data source and not the query runner gets the copy too', async () => {
    let shell: MigrationShell | undefined;
    const global = migration(
      `Global${time(1)}`,
      async () => shell?.dataSource.query('DELETE FROM thing'),
      async () => shell?.dataSource.manager.query('INSERT INTO thing (id, owner) VALUES (1, 1), (2, 2)'),
    );
    await onWorld([global], async (opened) => {
      shell = opened;
      assert.match(await opened.call('up --rehearse'), /thing {7}2 {3}0 {5}2 {9}0/u);
    });
  });

  test('Ctrl-C ends it, and nothing is left', async () => {
    const stop = new AbortController();
    const slow = migration(`Slow${time(1)}`, async (runner) => {
      await runner.query('CREATE TABLE extra (id integer PRIMARY KEY)');
      stop.abort();
    });
    await onWorld([slow, NEW_COLUMN], async (shell) => {
      await assert.rejects(shell.call('up --rehearse', { breakable: (work) => work(stop.signal) }), InterruptedError);
    });
  });

  if (kind === 'postgres')
    test('with others connected it is a dump', async () => {
      const other = new Client({ connectionString: database.url });
      await onWorld([NEW_TABLE], async (shell) => {
        await other.connect();
        try {
          const [first, second] = (await shell.call('up --rehearse')).split('\n');
          assert.equal(first, 'Copied by pg_dump, as others are connected to it · N ms');
          assert.match(second, /rows: extra is new/u);
        } finally {
          await other.end();
        }
      });
    });
});

/** Of this process: others may be rehearsing at the same time. */
async function copiesLeft({ kind, url }: TestDatabase): Promise<readonly string[]> {
  if (kind === 'sqlite') return readdirSync(tmpdir()).filter((name) => name.startsWith('typeorm-shell-rehearsal-'));
  const sql = {
    postgres: 'SELECT datname AS name FROM pg_database',
    mariadb: 'SELECT schema_name AS name FROM information_schema.schemata',
  }[kind];
  const rows = await (async (): Promise<readonly { readonly name: string }[]> => {
    if (kind === 'postgres') {
      const client = new Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query<{ name: string }>(sql)).rows;
      } finally {
        await client.end();
      }
    }
    const connection = await createConnection(url.replace(/^mariadb:/u, 'mysql:'));
    try {
      return (await connection.query(sql))[0] as never;
    } finally {
      await connection.end();
    }
  })();
  return rows.map(({ name }) => name).filter((name) => name.startsWith(`typeorm_shell_rehearsal_${process.pid}_`));
}
