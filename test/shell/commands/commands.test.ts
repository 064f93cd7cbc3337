import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMANDS } from '../../../src/shell/commands';
import { commandDuringInput, isCommand, parseCommand } from '../../../src/shell/commands/parse-command';
import { BINDINGS, keyLabels } from '../../../src/shell/terminal/editing/bindings';
import { noRooms } from '../../support/no-rooms';
import { plainSession } from '../../support/plain-shell';
import { commandContext, type Called } from '../../support/run-command';
import { temporaryHome, TestShell } from '../../support/test-shell';

const NAMES = {
  entities: ['Assignment', 'Employee', 'Meeting', 'Project'],
  helpers: [{ name: 'dataSource', summary: 'the DataSource, initialised' }],
  operators: ['Between', 'In', 'Like'],
};

interface Recorded extends Called {
  /** What was run, and `left`. */
  readonly ran: string[];
}

function contextIn(directory: string): Recorded {
  const ran: string[] = [];
  const rooms = { ...noRooms(), session: plainSession(), names: NAMES };
  const context = commandContext(rooms, {
    width: 80,
    run: async (text) => void ran.push(text),
    leave: () => ran.push('left'),
    resolvePath: (path) => join(directory, path),
  });
  return { ...context, ran };
}

async function call(input: string, context = contextIn(temporaryHome())): Promise<string> {
  const { command, argument } = parseCommand(input, COMMANDS);
  await command.run(context, argument);
  return context.printed.join('\n');
}

test('what is a command and what is an expression', () => {
  for (const input of ['.help', '  .exit  ', '.load a b.ts', '.nothing']) assert.ok(isCommand(input), input);
  for (const input of ['.5 + 1', '...[1]', '1', '.', '"."']) assert.ok(!isCommand(input), input);
});

test('in an unfinished input only a command that stands alone counts', () => {
  assert.equal(commandDuringInput('  .break ', COMMANDS)?.name, 'break');
  assert.equal(commandDuringInput('.exit', COMMANDS)?.name, 'exit');
  for (const line of ['.exit()', '.save', '.filter(x => x)', '.map', 'x.break']) {
    assert.equal(commandDuringInput(line, COMMANDS), undefined, line);
  }
});

test('a misspelt command names the near one', () => {
  assert.throws(() => parseCommand('.hlep', COMMANDS), { message: 'There is no command .hlep: did you mean .help?' });
  assert.throws(() => parseCommand('.frobnicate', COMMANDS), {
    message: 'There is no command .frobnicate.',
    hint: /^Type \.help/,
  });
  assert.throws(() => parseCommand('.load(x)', COMMANDS), { name: 'UserError' });
});

test('.help fits a screen of 80 columns and 24 lines, and names every command', async () => {
  const help = await call('.help');
  const lines = help.split('\n');
  assert.ok(lines.length <= 22, `${lines.length} lines`);
  for (const line of lines) assert.ok(line.length <= 80, line);
  for (const { name } of COMMANDS) assert.ok(help.includes(`.${name}`), name);
  for (const entity of NAMES.entities) assert.ok(help.includes(entity), entity);
});

test('.help fits that screen in a project of hundreds of entities and dozens of commands too, and counts what it leaves out', async () => {
  const entities = Array.from({ length: 300 }, (_each, number) => `SomethingOrOther${number}`);
  const own = Array.from({ length: 40 }, (_each, number) => ({
    ...COMMANDS[0],
    name: `project-command-${number}`,
    group: 'project' as const,
  }));
  const context = { ...contextIn(temporaryHome()), names: { ...NAMES, entities }, commands: [...COMMANDS, ...own] };
  const help = await call('.help', context);
  const lines = help.split('\n');
  assert.ok(lines.length <= 22, help);
  for (const line of lines) assert.ok(line.length <= 80, line);
  // One of them stands in an example, too.
  assert.equal(help.match(/SomethingOrOther\d+/g)!.length - 1 + Number(/and (\d+) more/.exec(help)![1]), 300);
  assert.equal(help.match(/\.project-command-\d+/g)!.length + Number(/… (\d+) more/.exec(help)![1]), 40);
});

test('.help shows the commands that everybody needs first, each by its example', async () => {
  const help = await call('.help');
  const common = COMMANDS.filter((command) => command.common !== undefined);
  const places = common.map(({ example }) => help.indexOf(`\n  ${example} `));
  assert.ok(places.every((place) => place > 0));
  assert.ok(Math.max(...places) < help.indexOf('All commands'));
});

test('summaries are short, and in one voice', () => {
  for (const { name, summary } of COMMANDS) {
    assert.match(summary, /^[a-z]/, name);
    assert.doesNotMatch(summary, /\.$/, name);
    assert.ok(summary.length <= 64, `${name}: ${summary.length}`);
  }
});

test('.help keys tells every key that does something', async () => {
  const help = await call('.help keys');
  for (const binding of BINDINGS) assert.ok(help.includes(`\n  ${keyLabels(binding).join(', ')} `), binding.action);
});

test('.help of what is no command tells what tells more of it', async () => {
  const rooms = { ...noRooms(), session: plainSession(), names: NAMES };
  await rooms.session.run('var mine = 1');
  const told = async (word: string): Promise<string> => {
    const here = commandContext(rooms, { width: 200 });
    const { command, argument } = parseCommand(`.help ${word}`, COMMANDS);
    await command.run(here, argument);
    return here.printed.join('\n');
  };
  assert.equal(await told('mine'), 'mine is a name in scope, no command: .schema mine tells more of it.');
  assert.equal(await told('dataSource'), 'dataSource is a name in scope: the DataSource, initialised.');
  assert.match(await told('Like'), /^Like is a find operator of TypeORM's/);
  assert.match(await told('names'), /^names: .*\n {2}dataSource {3}the DataSource, initialised\n/);
});

for (const { name, summary, example } of COMMANDS) {
  test(`.help ${name} says how it is used, with an example that is a command`, async () => {
    const help = await call(`.help ${name}`);
    assert.ok(help.startsWith(`.${name}`));
    assert.ok(help.includes(summary) && help.includes(`Example: ${example}`));
    assert.doesNotThrow(() => parseCommand(example, COMMANDS));
  });
}

test('on a narrow screen help breaks between words', async () => {
  const context = { ...contextIn(temporaryHome()), width: 60 };
  for (const input of ['.help', ...COMMANDS.map(({ name }) => `.help ${name}`)]) await call(input, context);
  const lines = context.printed.join('\n').split('\n');
  for (const line of lines) assert.ok(line.length <= 60, line);
  const words = (text: string): string => text.split(/\s+/).join(' ');
  for (const { details = [] } of COMMANDS)
    for (const line of details) assert.ok(words(context.printed.join('\n')).includes(words(line)), line);
});

test('.help of a command that there is not', async () => {
  await assert.rejects(call('.help lod'), { message: 'There is no command .lod: did you mean .load?' });
  await assert.rejects(call('.help zzz'), {
    message: 'There is no command .zzz.',
    hint: 'Type .help for the commands.',
  });
});

test('.help of a group lists its commands, a line each; .help sql is the command', async () => {
  for (const group of ['session', 'SQL', 'results', 'model', 'Model']) {
    const [title = '', ...rows] = (await call(`.help ${group}`)).split('\n');
    assert.ok(title.toLowerCase().startsWith(`${group.toLowerCase()}: `), title);
    const own = COMMANDS.filter((command) => command.group.toLowerCase() === group.toLowerCase());
    assert.equal(rows.length, own.length);
    own.forEach(({ name, summary }, at) => assert.ok(rows[at].startsWith(`  .${name} `) && rows[at].endsWith(summary)));
    for (const row of rows) assert.ok(row.length <= 80, row);
  }
  assert.match(await call('.help sql'), /^\.sql /);
  await assert.rejects(call('.help project'), { name: 'UserError' });
});

test('.help gives examples with entities of this project', async () => {
  const context = { ...contextIn(temporaryHome()), names: { ...NAMES, entities: ['Author'] } };
  assert.match(await call('.help schema', context), /Example: \.schema Author$/);
  await assert.rejects(call('.relations', context), { hint: 'For example: .relations Author.find()' });
});

test('.ls lists the names by what they are; one that the person took over only as theirs', async () => {
  const context = contextIn(temporaryHome());
  await context.session.run('var Employee = 1; var mine = 2');
  await context.session.run('var Employee = 1\nvar mine = 2');
  assert.equal(
    await call('.ls', context),
    [
      'yours      Employee  mine',
      'entities   Assignment  Meeting  Project',
      'helpers    dataSource',
      'operators  Between  In  Like',
    ].join('\n'),
  );
});

test('.await says what it is, and takes on and off', async () => {
  const context = contextIn(temporaryHome());
  assert.equal(await call('.await', context), 'Implicit await is on.');
  await call('.await off', context);
  assert.equal(context.session.evaluator.implicitAwait, false);
  await assert.rejects(call('.await of', context), { message: /did you mean off\?$/ });
  await assert.rejects(call('.await maybe', context), { message: '.await takes on or off, not maybe.' });
});

test('.save writes what ran, whole or not at all, and replaces nothing unasked', async () => {
  const home = temporaryHome();
  const context = contextIn(home);
  for (const input of ['var a = 1', 'nothing', '[a,\n2]']) await context.session.run(input);
  assert.equal(await call('.save notes.ts', context), 'Saved 2 inputs to notes.ts.');
  assert.equal(readFileSync(join(home, 'notes.ts'), 'utf8'), 'var a = 1\n[a,\n2]\n');
  await assert.rejects(call('.save notes.ts', context), {
    message: 'notes.ts is already there.',
    hint: 'To replace it: .save --force notes.ts',
  });
  await assert.rejects(call('.save --forse x.ts', context), {
    message: '.save has no option --forse: did you mean --force?',
  });
  await assert.rejects(call('.save --force', context), { message: '.save needs the name of a file.' });
  await assert.rejects(call('.save x.ts --force', context), { hint: 'Write .save --force x.ts' });
  await call('.save --force notes.ts', context);
  await assert.rejects(call('.save nowhere/notes.ts', context), {
    message: /nowhere\/notes\.ts cannot be written: its folder is not there\.$/,
  });
  await assert.rejects(call('.save', context), { name: 'UserError' });
  assert.deepEqual(readdirSync(home), ['notes.ts']);
});

test('.load runs a file as one input', async () => {
  const home = temporaryHome();
  writeFileSync(join(home, 'notes.ts'), '\uFEFF#!/bin/sh\nvar a = 1\n');
  const context = contextIn(home);
  await call('.load notes.ts', context);
  assert.deepEqual(context.ran, ['///bin/sh\nvar a = 1\n']);
  await assert.rejects(call('.load nowhere.ts', context), {
    message: 'nowhere.ts cannot be read: there is no such file or directory.',
  });
  await assert.rejects(call('.load', context), { name: 'UserError' });
});

test('.exit leaves', async () => {
  const context = contextIn(temporaryHome());
  await call('.exit', context);
  assert.deepEqual(context.ran, ['left']);
});

test('.editor takes lines until Ctrl-D and runs them together; Ctrl-C drops them', async () => {
  const home = temporaryHome();
  const shell = await TestShell.start({ home });
  shell.send('.editor\r');
  await shell.sees('Ctrl-D runs it');
  // The message comes while the command still runs; keys are the editor's once it has asked for bracketed paste again.
  await shell.until(() => shell.raw.lastIndexOf('\x1b[?2004h') > shell.raw.lastIndexOf('Ctrl-D runs it'), 'the editor');
  shell.send('var a = 1\rvar b = 2\r\ra + b\r');
  await shell.sees(/a \+ b$/);
  shell.send('\x04');
  await shell.sees(/^3$/m);
  await shell.prompts();
  shell.send('.editor\r');
  await shell.sees('Ctrl-D runs it');
  shell.send('process.exit(9)\r\x03');
  await shell.sees(/^>$/m);
  assert.equal(await shell.enter('a'), '1');
  assert.ok(!existsSync(join(home, 'notes.ts')));
  await shell.leave();
});

test('at the prompt a misspelt command is one line, and the session goes on', async () => {
  const shell = await TestShell.start();
  assert.match(await shell.enter('.hlep'), /There is no command \.hlep: did you mean \.help\?$/);
  assert.equal(await shell.enter('.5 + 1'), '1.5');
  await shell.leave();
});
