import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import type { UserError } from '../../../src/shell/user-error';
import type { CommandRunner } from '../../support/command-runner';
import { onEachDatabase } from '../../support/databases';
import { archiveShell } from '../queries/plan/support';

const STOPPED = 'It stopped before this write: .explain writes nothing.';

onEachDatabase('.explain', (database) => {
  let shell: CommandRunner;
  before(async () => {
    shell = await archiveShell(database);
  });
  after(() => shell.parts.close());

  /** What is in the database; on SQLite the file to the last byte. */
  const content = async (): Promise<unknown> =>
    database.kind === 'sqlite'
      ? createHash('sha256')
          .update(readFileSync(database.url.replace('sqlite:', '')))
          .digest('hex')
      : JSON.stringify([
          await shell.value('sql`select * from writers order by id`'),
          await shell.value('sql`select count(*), max(subject) from letters`'),
          await shell.value('sql`select * from topics order by id`'),
        ]);

  const writesNothing = async (input: string): Promise<string> => {
    const earlier = await content();
    const printed = await shell.call(input);
    assert.equal(await content(), earlier);
    return printed;
  };

  /** Writing is as it was. */
  const canWrite = async (): Promise<void> => {
    const topic = (await shell.value("Topic.save({ name: 'made' })")) as { readonly id: number };
    await shell.value(`Topic.delete(${topic.id})`);
  };

  test('the tree of a find with relations', async () => {
    const printed = await writesNothing('.explain Writer.find({ where: { id: 3 }, relations: { letters: true } })');
    assert.match(printed, /^SELECT … FROM writers JOIN letters WHERE writers\.id = \?\n {2}nested loop/);
    assert.match(printed, /[├└]─ search writers by primary key (?:\(id = \?\)|where)/);
    assert.match(printed, /[├└]─ search letters by letters_by_writer \((?:writerId = \?|writerId = writers\.id)\)/);
    assert.doesNotMatch(printed, /!/);
  });

  test('each statement that a touch sends, those of one shape together', async () => {
    const touched = await shell.call('.explain Writer.findOneBy({ id: 3 }).letters.length');
    assert.deepEqual(touched.match(/^SELECT .*$/gm), [
      'SELECT … FROM writers WHERE id = ?',
      'SELECT … FROM letters WHERE writerId = ?',
    ]);
    const looped = await shell.call('.explain for (let id = 1; id <= 7; id++) Writer.findOneBy({ id })');
    assert.match(looped, /^7 × SELECT … FROM writers WHERE id = \?\n/);
  });

  test('a full scan of a big table is marked, and the index that is missing', async () => {
    const printed = await shell.call(".explain Letter.findBy({ subject: 'Letter 7' })");
    assert.match(printed, /scan letters.*\n +│? *! full scan of (?:19|20|21),\d{3} rows\n/);
    assert.match(printed, /! no index on letters\(subject\): @Index\(\) on Letter\.subject/);
    const joined = await shell.call('.explain Letter.findBy({ reader: { id: 3 }, pages: 2 })');
    assert.match(joined, /! no index on letters\(readerId\): @Index\(\) on Letter\.reader/);
    assert.match(joined, /! no index on letters\(pages\): @Index\(\) on Letter\.pages/);
  });

  test('with an index nothing is marked, nor is a small table, nor what ends after a few rows', async () => {
    assert.doesNotMatch(await shell.call('.explain Letter.findBy({ year: 1750 })'), /!/);
    assert.doesNotMatch(await shell.call(".explain Writer.findBy({ name: 'Writer 7' })"), /!/);
    assert.doesNotMatch(await shell.call('.explain sql`select * from letters limit 5`'), /!/);
  });

  test('a scan is marked no more once there is an index', async () => {
    const pages = '.explain Letter.countBy({ pages: 100 })';
    assert.match(await shell.call(pages), /! no index on letters\(pages\)/);
    await shell.value('sql`create index letters_by_pages on letters (pages)`');
    try {
      assert.doesNotMatch(await shell.call(pages), /!/);
    } finally {
      await shell.value(
        database.kind === 'mariadb'
          ? 'sql`drop index letters_by_pages on letters`'
          : 'sql`drop index letters_by_pages`',
      );
    }
  });

  test('sorting is shown', async () => {
    assert.match(await shell.call(".explain Letter.find({ order: { subject: 'ASC' }, take: 5 })"), /\bsort\b/);
  });

  test('a query builder that has not run, and raw SQL', async () => {
    const built = await shell.call(".explain Letter.createQueryBuilder('l').where('l.year = :year', { year: 1750 })");
    assert.match(built, /^SELECT … FROM letters WHERE year = \?\n {2}search letters by letters_by_year/);
    assert.match(await shell.call('.explain sql`select * from letters where year = ${1750}`'), /search letters/);
    const update = await writesNothing(
      ".explain Letter.createQueryBuilder().update().set({ pages: 3 }).where('year = :year', { year: 1750 })",
    );
    assert.match(update, /^UPDATE letters SET pages = \? WHERE year = \?\n/);
  });

  test('an expression that asks nothing', async () => {
    assert.equal(await shell.call('.explain 1 + 1'), 'It sends nothing to the database.');
  });

  for (const [name, input] of [
    ['a new entity is saved', "Topic.save({ name: 'new' })"],
    ['an entity is changed', "const w = Writer.findOneBy({ id: 1 }); w.name = 'other'; w.save()"],
    ['rows are updated', "Letter.update({ year: 1750 }, { subject: 'x' })"],
    ['rows are deleted', 'Letter.delete({ year: 1750 })'],
    [
      'a transaction writes',
      "dataSource.transaction(async (all) => { await all.find(Topic); await all.save(Topic, { name: 'y' }) })",
    ],
    ['raw SQL writes', "sql`update writers set name = ${'x'} where id = 1`"],
    [
      'a refusal is swallowed',
      "try { await Topic.save({ name: 'a' }) } catch {} try { await Topic.save({ name: 'b' }) } catch {}",
    ],
  ] as const) {
    test(`${name}: refused, and nothing is written`, async () => {
      const printed = await writesNothing(`.explain ${input}`);
      assert.ok(printed.endsWith(STOPPED), printed);
      await canWrite();
    });
  }

  for (const [words, input] of [
    ['drop table', 'sql`drop table letter_topics`'],
    ['create table', 'sql`create table other (id int)`'],
    ['select 1;', 'dataSource.query("select 1; delete from topics")'],
  ] as const) {
    test(`${words} … has no plan that could be asked for: refused, and nothing is run`, async () => {
      assert.equal(await writesNothing(`.explain ${input}`), `It stopped before ${words} …: .explain writes nothing.`);
      await canWrite();
    });
  }

  test('of a write the plan is shown, after those of the reads before it', async () => {
    const printed = await shell.call(
      ".explain const other = Writer.findOneBy({ id: 1 }); other.name = 'x'; other.save(); Topic.count()",
    );
    assert.match(printed, /\nUPDATE writers SET name = \? WHERE id = \?\n +(?:update writers\n +└─ )?search writers/);
    assert.doesNotMatch(printed, /topics/);
  });

  test('what was begun in it and goes on behind is refused as well', async () => {
    const earlier = await content();
    await shell.call(
      ".explain void (async () => { await new Promise(done => setTimeout(done, 50)); await Topic.save({ name: 'late' }) })().catch(() => {})",
    );
    await setTimeout(200);
    assert.equal(await content(), earlier);
    await canWrite();
  });

  test('Ctrl-C ends it, and writing is as before', async () => {
    const running = shell.call('.explain Topic.find().length; new Promise(() => {})');
    await setTimeout(50);
    shell.parts.session.interrupt();
    await assert.rejects(running, { name: 'InterruptedError' });
    await canWrite();
  });

  test('a transaction that is open stays, with what was written in it', async () => {
    await shell.value(
      "held = dataSource.createQueryRunner(); held.startTransaction(); held.manager.save(Topic, { name: 'mine' })",
    );
    try {
      assert.match(await shell.call(".explain held.manager.findBy(Topic, { name: 'mine' })"), /^SELECT … FROM topics/);
      assert.match(await shell.call('.explain held.commitTransaction()'), /stopped before the COMMIT/);
      assert.ok((await shell.call(".explain held.manager.save(Topic, { name: 'more' })")).endsWith(STOPPED));
      assert.equal(await shell.value("held.manager.countBy(Topic, { name: 'mine' })"), 1);
      await shell.value("held.manager.save(Topic, { name: 'mine too' })");
    } finally {
      await shell.value('held.rollbackTransaction(); held.release()');
    }
    assert.equal(await shell.value("Topic.countBy({ name: Like('mine%') })"), 0);
  });

  test('a transaction that was begun in it is over with it', async () => {
    await shell.call(
      '.explain runner = dataSource.createQueryRunner(); runner.startTransaction(); runner.manager.count(Topic)',
    );
    assert.equal(await shell.value('runner.isTransactionActive'), false);
    await shell.value('runner.release()');
    await canWrite();
  });

  test('nothing of it is the last line, or an input, or `_`', async () => {
    await shell.value('Topic.count()');
    await shell.call('.explain Writer.find()');
    const { session } = shell.parts;
    assert.equal(session.lastQueries.count, 1);
    assert.match(session.lastQueries.records[0].sql, /topics/);
    assert.equal(session.inputs.at(-1), 'Topic.count()');
    assert.equal(await shell.value('_'), 20);
  });

  test('no value is shown, a secret neither', async () => {
    const secret = "it's canary-77";
    const printed = [
      await shell.call(`.explain Writer.findBy({ password: ${JSON.stringify(secret)} })`),
      await shell.call(`.explain sql\`select * from letters where subject = \${${JSON.stringify(secret)}}\``),
      await shell.call(`.explain Writer.update(1, { password: ${JSON.stringify(secret)} })`),
    ].join('\n');
    assert.match(printed, /password = \?/);
    assert.doesNotMatch(printed, /canary|77/);
  });

  test('an error of the expression comes after the plans of what it has read', async () => {
    await assert.rejects(shell.call('.explain Topic.find(); nobody.knows'), { name: 'ReferenceError' });
    await assert.rejects(shell.call('.explain sql`select nonsense from topics`'), { name: 'QueryFailedError' });
    await assert.rejects(shell.call('.explain'), { message: '.explain needs an expression.' });
    await canWrite();
  });
});

onEachDatabase(
  '.explain analyze',
  (database) => {
    let shell: CommandRunner;
    before(async () => {
      shell = await archiveShell(database);
    });
    after(() => shell.parts.close());

    test('what was estimated beside what happened', async () => {
      const printed = await shell.call('.explain analyze Letter.findBy({ year: 1750 })');
      assert.match(
        printed,
        /search letters by letters_by_year \(year = \?\) · 100 rows \(estimated \d+\) · [\d.]+ m?s/,
      );
    });

    const writes = [
      "Topic.save({ name: 'new' })",
      'Letter.delete({ year: 1750 })',
      ...(database.kind === 'postgres'
        ? ['sql`with gone as (delete from letters where year = 1750 returning id) select count(*) from gone`']
        : []),
      "Letter.createQueryBuilder().delete().where('year = 1750')",
    ];
    for (const input of writes) {
      test(`refused for a write: ${input}`, async () => {
        const count = (): Promise<unknown> => shell.value('[Letter.count(), Topic.count()]');
        const earlier = await count();
        await assert.rejects(shell.call(`.explain analyze ${input}`), {
          message: '.explain analyze runs what it explains, and this writes.',
        });
        assert.deepEqual(await count(), earlier);
      });
    }

    test('a function that writes is refused by the database, analysed or not', async () => {
      await shell.value(
        database.kind === 'postgres'
          ? "dataSource.query(`create function bump() returns int as $$ insert into topics (name) values ('bumped') returning id $$ language sql volatile`)"
          : "dataSource.query(`create function bump() returns int begin insert into topics (name) values ('bumped'); return 1; end`)",
      );
      const count = (): Promise<unknown> => shell.value('Topic.count()');
      const earlier = await count();
      assert.match(await shell.call('.explain sql`select bump()`'), /It stopped before this write/);
      await assert.rejects(shell.call('.explain analyze sql`select bump()`'), { name: 'UserError' });
      assert.equal(await count(), earlier);
      await shell.value('sql`select bump()`');
      assert.notEqual(await count(), earlier);
    });

    test('so is a lock for writing, whose plan is shown', async () => {
      const printed = await shell.call('.explain sql`select * from topics for update`');
      assert.match(printed, /scan topics/);
      assert.ok(printed.endsWith(STOPPED));
    });

    test('a variable of that name is an expression', async () => {
      await shell.value('analyze = Topic.find()');
      assert.equal(await shell.call('.explain analyze.length'), 'It sends nothing to the database.');
    });
  },
  ['postgres', 'mariadb'],
);

describe('.explain on SQLite alone', () => {
  onEachDatabase(
    '.explain',
    (database) => {
      let shell: CommandRunner;
      before(async () => {
        shell = await archiveShell(database);
      });
      after(() => shell.parts.close());

      test('there is no analysis', async () => {
        await assert.rejects(shell.call('.explain analyze Topic.find()'), (error: UserError) => {
          assert.equal(error.message, 'There is no .explain analyze on SQLite.');
          assert.match(error.hint ?? '', /\.time EXPRESSION/);
          return true;
        });
      });

      test('an index that SQLite makes for one statement is a missing one', async () => {
        const printed = await shell.call(
          '.explain Writer.find({ where: { id: LessThan(30) }, relations: { received: true } })',
        );
        assert.match(printed, /search letters by an index made for this statement alone \(readerId = \?\)/);
        assert.match(printed, /! no index on letters\(readerId\): @Index\(\) on Letter\.reader/);
      });

      test('a PRAGMA that sets something is refused, one that asks is not', async () => {
        const on = await shell.value('sql`pragma foreign_keys`');
        assert.match(await shell.call('.explain sql`pragma foreign_keys = off`'), /stopped/);
        assert.match(await shell.call('.explain sql`pragma query_only = 0`'), /stopped/);
        assert.deepEqual(await shell.value('sql`pragma foreign_keys`'), on);
        assert.deepEqual(await shell.value('sql`pragma query_only`'), [{ query_only: 0 }]);
      });
    },
    ['sqlite'],
  );
});
