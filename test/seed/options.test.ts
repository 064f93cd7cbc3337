import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seedOptions, SeedUsageError } from '../../src/seed/options';
import { SeedProgress } from '../../src/shell/data/seed/progress';
import { runTypeScript } from '../support/run';

test('what can be asked for', () => {
  assert.deepEqual(seedOptions([]), { scale: undefined, seed: 1 });
  assert.deepEqual(seedOptions(['--scale', '100000', '--seed', '42']), { scale: 100_000, seed: 42 });
  assert.equal(seedOptions(['-h']), 'help');
});

test('what cannot is said in a line, with what to do in another', () => {
  for (const [argv, message] of [
    [['--scale', 'many'], /^--scale takes a whole number from 1 to 10000000, not many\.\nAdd --help/],
    [['--scale', '0'], /^--scale takes .*, not 0\.\n/],
    [['--scale=1e3'], /^--scale takes .*, not 1e3\.\n/],
    [['--scale', '10', '--seed=-1'], /^--seed takes a whole number from 0 to \d+, not -1\.\n/],
    [['--seed', '42'], /^--seed says which rows --scale makes.*\nAdd --scale/],
    [['--scal', '10'], /^Unknown option '--scal'\.\nAdd --help/],
    [['100'], /^Unexpected argument '100'\.\nAdd --help/],
    [['--scale'], /^Option '--scale <value>' argument missing\.\nAdd --help/],
  ] as const) {
    assert.throws(
      () => seedOptions(argv),
      (error) =>
        error instanceof SeedUsageError && message.test(error.message) && error.message.split('\n').length === 2,
      argv.join(' '),
    );
  }
});

test('wrong usage is exit code 2, and touches no database', async () => {
  const env = { ...process.env, DATABASE_URL: 'sqlite:/none/there.db' };
  const wrong = await runTypeScript('src/seed.ts', env, ['--scale', '-5']);
  assert.equal(wrong.code, 2);
  assert.equal(wrong.stdout, '');
  assert.equal(wrong.stderr.trimEnd().split('\n').length, 2, wrong.stderr);
  const help = await runTypeScript('src/seed.ts', env, ['--help']);
  assert.equal(help.code, 0);
  assert.match(help.stdout, /^Usage: npm run seed -- \[--scale N \[--seed S\]\]\n/);
});

test('progress is a line in a terminal, with the rate and the time that is left', () => {
  let now = 0;
  const written: (string | undefined)[] = [];
  const progress = new SeedProgress({ width: 100, show: (line) => written.push(line) }, () => now);
  for (const [time, done] of [
    [0, 0],
    [50, 10_000],
    [1_000, 250_000],
    [4_000, 1_000_000],
  ]) {
    now = time;
    progress.at(done, 1_000_000);
  }
  progress.end();
  progress.end();
  assert.equal(written.length, 4);
  assert.match(written[1]!, /^Seeding, 250,000 rows\/s ━+╌+ 25 % {2}250,000 of 1,000,000 {2}3 s left$/);
  assert.equal(written[3], undefined);
  assert.equal(progress.summary, '1,000,000 rows in 4.0 s (250,000 rows/s)');
});

test('elsewhere nothing is shown of it', () => {
  const progress = new SeedProgress({ width: 100 });
  progress.at(1, 2);
  progress.end();
  assert.match(progress.summary, /^1 rows in 0\.0 s/);
});
