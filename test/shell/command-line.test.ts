import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpText, parseCommandLine } from '../../src/shell/command-line';
import { runShell } from '../support/test-shell';

test('nothing means a prompt or a pipe', () => {
  assert.deepEqual(parseCommandLine([]), {
    kind: 'prompt or pipe',
    given: {},
    json: false,
    printSql: false,
    types: true,
    yes: false,
    keepGoing: false,
  });
  assert.deepEqual(parseCommandLine(['-']), {
    kind: 'prompt or pipe',
    given: {},
    json: false,
    printSql: false,
    types: true,
    yes: false,
    keepGoing: false,
  });
});

test('code, a file, help and version', () => {
  assert.deepEqual(parseCommandLine(['--json', '-e', '1', '--eval=2']), {
    kind: 'code',
    code: ['1', '2'],
    given: {},
    json: true,
    printSql: false,
    types: true,
    yes: false,
    keepGoing: false,
  });
  assert.deepEqual(parseCommandLine(['a.ts']), {
    kind: 'file',
    path: 'a.ts',
    args: [],
    given: {},
    json: false,
    printSql: false,
    types: true,
    yes: false,
  });
  // What stands behind the file is the file's own, whatever it is.
  assert.deepEqual(parseCommandLine(['--json', 'a.ts', 'b.ts', '--json', '-x']), {
    kind: 'file',
    path: 'a.ts',
    args: ['b.ts', '--json', '-x'],
    given: {},
    json: true,
    printSql: false,
    types: true,
    yes: false,
  });
  assert.deepEqual(parseCommandLine(['-h', '-e', '1']), { answer: 'help' });
  assert.deepEqual(parseCommandLine(['--version']), { answer: 'version' });
});

for (const [argv, message] of [
  [['--jsno'], /^There is no option --jsno: did you mean --json\?$/],
  [['--nothing-like-it'], /^There is no option --nothing-like-it\.$/],
  [['-x'], /^There is no option -x\.$/],
  [['-e'], /^Option '-e, --eval <value>' argument missing\.$/],
  [['--json=yes'], /^Option '--json' does not take an argument\.$/],
  [['-e', '1', 'a.ts'], /^Either -e or a file, not both: a\.ts\.$/],
] as const) {
  test(`wrong usage: ${argv.join(' ')}`, () => {
    assert.throws(() => parseCommandLine(argv), { name: 'UserError', message });
  });
}

test('the help fits one screen and names every option', () => {
  const help = helpText('typeorm-shell');
  assert.ok(help.split('\n').length <= 24);
  assert.ok(
    help.split('\n').every((line) => line.length <= 80),
    help,
  );
  for (const option of ['-e, --eval CODE', '--json', '--keep-going', '--no-types', '--yes', '-h, --help', '--version'])
    assert.ok(help.includes(option), option);
});

test('wrong usage ends with exit code 2, help and version with 0 and without opening anything', async () => {
  const wrong = await runShell({ arguments: ['--jsno'] });
  assert.equal(wrong.stderr, 'There is no option --jsno: did you mean --json?\nAdd --help to see what there is.\n');
  assert.equal(wrong.code, 2);
  const help = await runShell({ arguments: ['--help'] });
  assert.match(help.stdout, /^Usage: plain-shell/);
  assert.equal(help.code, 0);
  assert.equal((await runShell({ arguments: ['--version'] })).stdout, '0.0.0\n');
});
