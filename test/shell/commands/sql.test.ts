import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { QUERY_SUMMARY, runShell, temporaryHome, TestShell } from '../../support/test-shell';

const lesson = (): {
  readonly script: string;
  readonly environment: Record<string, string>;
  readonly columns: number;
} => ({
  script: join(__dirname, '../../../src/repl.ts'),
  environment: { DATABASE_URL: `sqlite:${join(temporaryHome(), 'lesson.db')}`, NO_COLOR: '1' },
  columns: 120,
});

test('.sql on, off, full, quiet and last change what stands under a value, without a restart', async () => {
  const shell = await TestShell.start(lesson());
  const input = 'Meeting.findOneBy({ id: 1 }).id';
  const enter = async (text: string): Promise<string[]> => (await shell.enterAll(text)).split('\n');
  const plain = await enter(input);
  assert.equal(plain.length, 2);
  assert.match(plain[1], QUERY_SUMMARY);
  assert.deepEqual(await enter('.sql on'), ['Under each value: the SQL behind it.']);
  const shown = await enter(input);
  assert.deepEqual(shown[0], '1');
  assert.match(shown[2], /^-- [\d.]+ ms · 1 row$/);
  assert.match(
    shown.slice(3).join('\n'),
    /^SELECT[^]*FROM "meetings" "Meeting"\nWHERE \(\("Meeting"."id" = 1\)\)\nLIMIT 1$/,
  );
  await enter('.sql quiet');
  assert.deepEqual(await enter(input), ['1']);
  assert.deepEqual((await enter('.sql last')).slice(1), shown.slice(3));
  assert.deepEqual(await enter('1 + 1'), ['2']);
  assert.deepEqual(await enter('.sql last'), ['The last input sent nothing to the database.']);
  assert.deepEqual(await enter('.sql'), ['Nothing is shown of the SQL.']);
  assert.deepEqual(await enter('.sql of'), ['.sql takes on, off, full, quiet or last, not of: did you mean off?']);
  assert.equal(await shell.leave(), 0);
});

test('a line that failed says what it sent; a transaction, a cascade and the loading for printing count', async () => {
  const shell = await TestShell.start(lesson());
  const failed = await shell.enterAll('Employee.count(); Employee.findOneByOrFail({ id: 99 })');
  assert.match(failed, /EntityNotFoundError[^]*\n2 queries · [\d.]+ ms · 1 row$/);
  const saved = await shell.enterAll(
    "Meeting.create({ topic: 'x', scheduledTime: new Date(), location: 'y' }).save().id",
  );
  assert.match(saved, /\n3 queries · [\d.]+ ms · 1 row changed$/);
  const printed = await shell.enterAll('Assignment.findOneBy({ id: 1 })');
  assert.match(printed, /\n3 queries · [\d.]+ ms · 3 rows$/);
  assert.equal(await shell.leave(), 0);
});

test('--print-sql shows the statements from the start; without a terminal on the standard error, values apart', async () => {
  const { stdout, stderr, code } = await runShell({
    ...lesson(),
    arguments: ['--print-sql', '-e', 'Employee.count()'],
  });
  assert.deepEqual([code, stdout], [0, '4\n']);
  assert.match(stderr, /\n1 query · [\d.]+ ms · 1 row\n-- [\d.]+ ms · 1 row\nSELECT COUNT\(1\)[^]*FROM "employees"/);
  const quiet = await runShell({ ...lesson(), arguments: ['-e', 'Employee.count()'] });
  assert.doesNotMatch(quiet.stderr, /query/);
  const json = await runShell({ ...lesson(), arguments: ['--json', '--print-sql', '-e', 'Employee.count()'] });
  assert.equal(json.stdout, '4\n');
  assert.match(json.stderr, /SELECT COUNT/);
});

test('statements are coloured where the output is', async () => {
  const { environment, ...rest } = lesson();
  const shell = await TestShell.start({ ...rest, environment: { DATABASE_URL: environment.DATABASE_URL } });
  await shell.enter('.sql on');
  await shell.enter('Employee.count()');
  assert.match(shell.raw, /\x1b\[34mSELECT/u); // eslint-disable-line no-control-regex
  assert.equal(await shell.leave(), 0);
});
