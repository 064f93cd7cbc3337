/**
 * `node -r ./scripts/ts.cjs test/shell/queries/plan/record.ts`: writes into fixtures/ what the three databases say of how they would
 * answer, for the tests of the parsers. (The servers are those of the tests.)
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../../src/data-source-options';
import { ARCHIVE, fillArchive } from './fixtures/archive';

const QUERIES: Readonly<Record<string, string>> = {
  'one row by its key': 'SELECT * FROM writers WHERE id = 7',
  'a full scan': "SELECT * FROM letters WHERE subject = 'Letter 7'",
  'a column with an index': 'SELECT * FROM letters WHERE year = 1750',
  'a range of a column with an index': 'SELECT * FROM letters WHERE year BETWEEN 1750 AND 1751',
  'a join by an index': 'SELECT * FROM writers w LEFT JOIN letters l ON l."writerId" = w.id WHERE w.id = 3',
  'a join without an index': 'SELECT * FROM writers w LEFT JOIN letters l ON l."readerId" = w.id WHERE w.id < 30',
  'a join of everything': 'SELECT * FROM letters l JOIN writers w ON w.id = l."writerId"',
  'a join through a junction':
    'SELECT t.* FROM topics t JOIN letter_topics j ON j."topicsId" = t.id JOIN letters l ON l.id = j."lettersId" WHERE l.year = 1750',
  'an order without an index': 'SELECT * FROM letters ORDER BY subject LIMIT 5',
  'an order by an index': 'SELECT * FROM letters ORDER BY year LIMIT 5',
  'an order by the key': 'SELECT * FROM letters ORDER BY id LIMIT 5',
  groups: 'SELECT pages, COUNT(*) FROM letters GROUP BY pages ORDER BY COUNT(*)',
  'groups by an index': 'SELECT year, COUNT(*) FROM letters GROUP BY year',
  distinct: 'SELECT DISTINCT pages FROM letters',
  'a list of keys': 'SELECT * FROM letters WHERE id IN (1, 2, 3)',
  'a list from a subquery': 'SELECT * FROM writers WHERE id IN (SELECT "readerId" FROM letters WHERE year = 1750)',
  'a subquery for each row': 'SELECT w.name, (SELECT COUNT(*) FROM letters l WHERE l."writerId" = w.id) FROM writers w',
  exists: 'SELECT 1 WHERE EXISTS (SELECT 1 FROM letters WHERE year = 1750)',
  'a derived table':
    'SELECT DISTINCT d.id FROM (SELECT w.id, l.subject FROM writers w LEFT JOIN letters l ON l."writerId" = w.id) d ORDER BY d.id LIMIT 3',
  'two conditions with OR': 'SELECT * FROM letters WHERE year = 1750 OR id = 4',
  union: 'SELECT id FROM writers UNION SELECT id FROM topics',
  'a common table':
    'WITH recent AS (SELECT * FROM letters WHERE year > 1890) SELECT * FROM recent a JOIN recent b ON a.id = b.id',
  count: 'SELECT COUNT(*) FROM letters',
  'no table': 'SELECT 1',
  'no row': 'SELECT * FROM writers WHERE 1 = 0',
  update: "UPDATE letters SET subject = 'x' WHERE id = 1",
  'update of a scan': "UPDATE letters SET subject = 'x' WHERE pages = 3",
  delete: 'DELETE FROM letters WHERE year = 1750',
  insert: "INSERT INTO topics (name) VALUES ('x')",
};

const KINDS = {
  sqlite: { url: 'sqlite::memory:', explain: 'EXPLAIN QUERY PLAN ', analyze: undefined },
  postgres: {
    url: process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres',
    explain: 'EXPLAIN (FORMAT JSON) ',
    analyze: 'EXPLAIN (ANALYZE, FORMAT JSON) ',
  },
  mariadb: {
    url: process.env.TEST_MARIADB_URL ?? 'mariadb://root@127.0.0.1:3306/mysql',
    explain: 'EXPLAIN FORMAT=JSON ',
    analyze: 'ANALYZE FORMAT=JSON ',
  },
} as const;

const SCRATCH = 'typeorm_shell_plans';

async function record(kind: keyof typeof KINDS): Promise<void> {
  const { url, explain, analyze } = KINDS[kind];
  const server = new DataSource({ ...dataSourceOptions({ DATABASE_URL: url }) });
  const own = new URL(kind === 'sqlite' ? 'http://memory' : url);
  own.pathname = `/${SCRATCH}`;
  if (kind !== 'sqlite') {
    await server.initialize();
    await server.query(`DROP DATABASE IF EXISTS ${SCRATCH}`);
    await server.query(`CREATE DATABASE ${SCRATCH}`);
  }
  const options = dataSourceOptions({ DATABASE_URL: kind === 'sqlite' ? url : own.href });
  const dataSource = await new DataSource({ ...options, entities: ARCHIVE, synchronize: true }).initialize();
  await fillArchive(dataSource);
  const plans: Record<string, unknown> = {};
  for (const [name, query] of Object.entries(QUERIES)) {
    const sql = kind === 'mariadb' ? query.replaceAll('"', '`') : query;
    const plan: unknown = await dataSource.query(explain + sql);
    const writes = /^(?:update|delete|insert)/i.test(sql);
    const analyzed: unknown = analyze && !writes ? await dataSource.query(analyze + sql) : undefined;
    plans[name] = { sql, plan, ...(analyzed === undefined ? {} : { analyzed }) };
  }
  writeFileSync(join(__dirname, 'fixtures', `${kind}.json`), `${JSON.stringify(plans, null, 2)}\n`);
  await dataSource.destroy();
  if (kind === 'sqlite') return;
  await server.query(`DROP DATABASE ${SCRATCH}`);
  await server.destroy();
}

async function main(): Promise<void> {
  for (const kind of Object.keys(KINDS) as (keyof typeof KINDS)[]) await record(kind);
}

void main();
