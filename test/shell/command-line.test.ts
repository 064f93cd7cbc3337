import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  helpText,
  parseCommandLine,
  parseSubcommandWords,
  subcommandHelp,
  type Subcommands,
  usagesOf,
} from '../../src/shell/command-line';
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

const GROUPS: Subcommands = {
  migration: () => ({
    description: ['Brings the schema up and down.'],
    commands: {
      up: () => ({
        parameters: '[--to NAME]',
        description: ['Runs what is pending.', 'One by one.'],
        options: { to: { type: 'string', value: 'NAME', summary: 'the last one' } },
        parse: ({ to }, words) => ({ mode: 'writable', act: async () => ({ ok: to === 'A' && words.length === 0 }) }),
      }),
      status: () => ({ parameters: '', description: ['Says where it is.'], options: {}, parse: () => ({ act }) }),
    },
  }),
};
const act = async (): Promise<void> => {};

test('a subcommand of a group: what it does, in which mode, and whether all is well', async () => {
  const run = parseCommandLine(['migration', 'up', '--to', 'A', '--reason', 'why'], {}, GROUPS);
  assert.ok('kind' in run && run.kind === 'subcommand');
  assert.deepEqual(
    { line: run.line, mode: run.mode, given: run.given, reason: run.reason },
    { line: 'migration up --to A --reason why', mode: 'writable', given: { to: 'A' }, reason: 'why' },
  );
  assert.deepEqual(await run.act({} as never), { ok: true });
  const status = parseCommandLine(
    ['-d', 'a.ts', 'migration', 'status'],
    { 'data-source': { type: 'string', short: 'd' } },
    GROUPS,
  );
  assert.ok('kind' in status && status.kind === 'subcommand' && status.mode === undefined);
  assert.deepEqual(status.given, { 'data-source': 'a.ts' });
});

test('a subcommand of a group, as a dot-command has it', async () => {
  const topic = { name: 'migration', entry: GROUPS.migration() };
  assert.deepEqual(await parseSubcommandWords(topic, ['up', '--to=A']).act({} as never), { ok: true });
  assert.throws(() => parseSubcommandWords(topic, ['up', '--too=A']), {
    message: 'There is no option --too=A: did you mean --to?',
    hint: 'To see what there is: .help migration',
  });
});

test('what is wrong with a subcommand of a group', () => {
  const problem = (...argv: readonly string[]): string => {
    try {
      parseCommandLine(argv, {}, GROUPS);
    } catch (error) {
      return (error as Error).message;
    }
    return 'none';
  };
  assert.equal(problem('migration'), 'migration what? up or status.');
  assert.equal(problem('migration', 'statu'), 'There is no migration statu: did you mean status?');
  assert.equal(problem('migration', 'up', '--to'), "Option '--to <value>' argument missing.");
});

test('help on a group and on one of it', () => {
  const help = (...argv: readonly string[]): string => {
    const found = parseCommandLine(argv, {}, GROUPS);
    assert.ok('answer' in found && found.answer === 'help' && found.about !== undefined);
    return subcommandHelp('typeorm-shell', found.about);
  };
  assert.equal(
    help('migration', '--help'),
    [
      'Usage: typeorm-shell migration COMMAND [options]',
      '',
      'Brings the schema up and down.',
      '',
      '  up [--to NAME]  Runs what is pending.',
      '  status          Says where it is.',
      '',
      'To see the options of one: typeorm-shell migration COMMAND --help',
    ].join('\n'),
  );
  assert.match(
    help('migration', 'up', '-h'),
    /^Usage: typeorm-shell migration up \[--to NAME\]\n\nRuns what is pending\.\nOne by one\.\n/,
  );
  assert.deepEqual(usagesOf(GROUPS), ['migration [--help] ...']);
  assert.deepEqual(usagesOf({}), []);
});
