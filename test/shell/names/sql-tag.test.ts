import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DataSource } from 'typeorm';
import { buildQuery, SqlName, SqlPart, sqlTag, type Dialect, type SqlTag } from '../../../src/shell/names/sql-tag';
import { onEachDatabase } from '../../support/databases';

const DIALECT: Dialect = {
  placeholder: (number) => `$${number}`,
  quote: (name) => `"${name}"`,
  bind: (value) => value,
};

function build(strings: TemplateStringsArray, ...values: readonly unknown[]): ReturnType<typeof buildQuery> {
  return buildQuery({ strings, values }, DIALECT);
}

test('a value becomes a parameter, whatever it holds', () => {
  const name = "x'; drop table employees; --";
  assert.deepEqual(build`select * from employees where name = ${name} and id > ${1}`, {
    text: 'select * from employees where name = $1 and id > $2',
    parameters: [name, 1],
  });
  assert.deepEqual(build`${null}`, { text: '$1', parameters: [null] });
});

test('a list becomes a list of parameters', () => {
  assert.deepEqual(build`id in (${[1, 2, 3]}) or id = ${4}`, {
    text: 'id in ($1, $2, $3) or id = $4',
    parameters: [1, 2, 3, 4],
  });
});

test('parts nest, names are quoted', () => {
  const where = new SqlPart([' where ', ' = ', ''], [new SqlName(['employees', 'id']), 7]);
  assert.deepEqual(build`select ${1}${where} limit ${2}`, {
    text: 'select $1 where "employees"."id" = $2 limit $3',
    parameters: [1, 7, 2],
  });
});

test('what no query can mean is said with its place', () => {
  const message = (action: () => unknown): string => {
    try {
      action();
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing was thrown';
  };
  assert.equal(
    message(() => build`select * from employees where id = ${undefined}`),
    'The value after `where id =` is undefined.',
  );
  assert.equal(
    message(() => build`where id in (${[]})`),
    'The list after `id in (` is empty, which SQL cannot say.',
  );
  assert.equal(
    message(() => build`select * from (${[{ id: 1 }]})`),
    "The value after `* from (` is a query's answer.",
  );
});

onEachDatabase('sql', (database) => {
  let dataSource: DataSource;
  let sql: SqlTag;

  before(async () => {
    dataSource = await new DataSource({ ...database.options, entities: [] }).initialize();
    sql = sqlTag(dataSource);
    const text = database.kind === 'postgres' ? 'timestamp' : 'datetime(3)';
    await dataSource.query(
      `create table notes (id int primary key, body varchar(50), seen boolean, at ${text}, "odd ""name" int)`.replaceAll(
        '"',
        quote(database.kind),
      ),
    );
  });
  after(() => dataSource.destroy());

  test('runs with the placeholders of the driver, for every kind of value', async () => {
    const at = new Date(2024, 1, 29, 12, 30, 15, 250);
    const quoted = database.kind === 'mariadb' ? 'odd `name' : 'odd "name';
    await sql`insert into ${sql.name('notes')} (id, body, seen, at, ${sql.name(quoted)}) values (${1}, ${"it's"}, ${true}, ${at}, ${null})`;
    await sql`insert into notes (id, body, seen) values (${2}, ${null}, ${false})`;
    const rows = (await sql`select id, body, seen from notes where id in (${[1, 2, 3]}) order by id`) as {
      id: number;
      body: string;
      seen: unknown;
    }[];
    assert.deepEqual(
      rows.map(({ id, body, seen }) => [id, body, Boolean(seen)]),
      [
        [1, "it's", true],
        [2, null, false],
      ],
    );
    assert.deepEqual(await sql`update notes set body = ${'new'} where id > ${0}`, { affected: 2 });
    assert.deepEqual(await sql`update notes set body = ${'new'} where id > ${9}`, { affected: 0 });
    assert.deepEqual(await sql`select id from notes where id > ${9}`, []);
    const found = await sql`select id from notes ${sql.part`where at = ${at} and id < ${5}`}`;
    assert.deepEqual(JSON.parse(JSON.stringify(found)), [{ id: 1 }]);
  });
});

test('called as a function it says how it is written', async () => {
  const sql = sqlTag({ driver: {}, options: { type: 'better-sqlite3' } } as unknown as DataSource) as unknown as (
    text: string,
  ) => Promise<unknown>;
  await assert.rejects(() => sql('select 1'), { message: 'sql is a tag of a template, not a function.' });
});

function quote(kind: string): string {
  return kind === 'mariadb' ? '`' : '"';
}
