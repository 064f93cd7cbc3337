/**
 * What the parsers make of real plans. `record.ts` has had the databases say them; those of MySQL are written after its manual, because no
 * such server is at hand where the tests run. `UPDATE_TREES=1` writes the trees anew, to be read in the difference.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { NO_COLORS } from '../../../../src/shell/output/theme';
import { planLines } from '../../../../src/shell/output/sql/plan-text';
import { mysqlPlan } from '../../../../src/shell/queries/plan/mysql';
import { nodesOf, type PlanNode } from '../../../../src/shell/queries/plan/plan-node';
import { postgresPlan } from '../../../../src/shell/queries/plan/postgres';
import { sqlitePlan, type SqliteStep } from '../../../../src/shell/queries/plan/sqlite';
import { partsOf } from '../../../../src/shell/queries/sql/parts';

type Rows = readonly Readonly<Record<string, unknown>>[];
type Recorded = Readonly<Record<string, { readonly sql: string; readonly plan: Rows; readonly analyzed?: Rows }>>;

const PARSERS = {
  sqlite: (rows: Rows) => sqlitePlan(rows as unknown as readonly SqliteStep[]),
  postgres: ([row]: Rows) => postgresPlan(row['QUERY PLAN'] as Parameters<typeof postgresPlan>[0]),
  mariadb: ([row]: Rows) => mysqlPlan(JSON.parse(String(Object.values(row)[0])) as Record<string, unknown>),
  mysql: ([row]: Rows) => mysqlPlan(JSON.parse(String(Object.values(row)[0])) as Record<string, unknown>),
};
const TYPES = { sqlite: 'better-sqlite3', postgres: 'postgres', mariadb: 'mariadb', mysql: 'mysql' } as const;
type Kind = keyof typeof PARSERS;

const KINDS = Object.keys(PARSERS) as Kind[];

function recorded(kind: Kind): Recorded {
  return JSON.parse(readFileSync(join(__dirname, 'fixtures', `${kind}.json`), 'utf8')) as Recorded;
}

function linesOf(kind: Kind, sql: string, plan: PlanNode | undefined): readonly string[] {
  const type = TYPES[kind];
  return planLines({ parts: partsOf(sql, type), count: 1, type, plan, marks: new Map() }, NO_COLORS);
}

/** Times of an analysis differ from run to run of `record.ts`. */
function timeless(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/ · [\d.]+ m?s$/, ' · N ms'));
}

for (const kind of KINDS) {
  test(`plans of ${kind} as trees`, () => {
    const trees = Object.entries(recorded(kind)).map(([name, { sql, plan, analyzed }]) => {
      const lines = [...linesOf(kind, sql, PARSERS[kind](plan))];
      if (analyzed && /join/.test(name)) lines.push(...timeless(linesOf(kind, sql, PARSERS[kind](analyzed)).slice(1)));
      return [`# ${name}`, ...lines].join('\n');
    });
    const file = join(__dirname, 'fixtures', `${kind}.txt`);
    const text = `${trees.join('\n\n')}\n`;
    if (process.env.UPDATE_TREES) writeFileSync(file, text);
    assert.equal(text, readFileSync(file, 'utf8'));
  });

  test(`no value of a statement stands in a tree of ${kind}`, () => {
    for (const { sql, plan } of Object.values(recorded(kind))) {
      const text = linesOf(kind, sql, PARSERS[kind](plan)).join('\n');
      assert.doesNotMatch(text.replace(/~[\d,]+ rows?/g, ''), /1750|1890|Letter|'|\b7\b/, text);
    }
  });
}

describe('the databases agree', () => {
  const kindOf = (kind: Kind, name: string, table: string): string | undefined => {
    const { plan } = recorded(kind)[name];
    const node = PARSERS[kind](plan);
    return node && [...nodesOf(node)].find((each) => each.table === table)?.kind;
  };
  for (const kind of ['sqlite', 'postgres', 'mariadb'] as const) {
    test(`on ${kind} too a scan is a scan, and a search a search`, () => {
      assert.equal(kindOf(kind, 'a full scan', 'letters'), 'scan');
      assert.equal(kindOf(kind, 'one row by its key', 'writers'), 'search');
      assert.equal(kindOf(kind, 'a column with an index', 'letters'), 'search');
      assert.equal(kindOf(kind, 'a list of keys', 'letters'), 'search');
      assert.equal(kindOf(kind, 'groups', 'letters'), 'scan');
    });
  }
});
