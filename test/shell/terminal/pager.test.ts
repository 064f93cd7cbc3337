import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { isLongerThan } from '../../../src/shell/terminal/screen-lines';
import { runShell, temporaryHome, TestShell, type ShellOptions } from '../../support/test-shell';

/** Reads everything, says how much it was, and waits for Enter. */
const PAGER = `#!/bin/sh
lines=$(wc -l)
echo "paged $lines lines"
read answer < /dev/tty
echo "left with $answer"
`;

function pager(text = PAGER): string {
  const path = join(temporaryHome(), 'pager');
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

/** In variables, so that an input is one line of the screen. */
const ROWS = 'rows';
const ROWS_MADE =
  "var rows = Array.from({ length: 60 }, (_, id) => ({ id, text: 'a row of some length', more: 'and some more of it' }))";

async function start(PAGER: string, options: ShellOptions = {}): Promise<TestShell> {
  const shell = await TestShell.start({ ...options, environment: { PAGER, ...options.environment } });
  await shell.enter(ROWS_MADE);
  return shell;
}

describe('a value that is longer than the screen', () => {
  test('goes through the pager, and the terminal comes back', async () => {
    const shell = await start(pager());
    shell.send(`${ROWS}\r`);
    await shell.sees('paged 62 lines');
    shell.send('q\r');
    await shell.sees('left with q');
    await shell.prompts();
    assert.equal(await shell.enter('1 + 1'), '2');
    assert.equal(await shell.leave(), 0);
  });

  test('also where a few long lines go on in the next', async () => {
    const shell = await start(pager());
    shell.send("({ text: 'x'.repeat(2000) })\r");
    await shell.sees('paged 3 lines');
    shell.send('\r');
    await shell.prompts();
    await shell.leave();
  });

  test('Ctrl-C is the pager’s: it ends the pager here, and the shell stays', async () => {
    const shell = await start(pager());
    shell.send(`${ROWS}\r`);
    await shell.sees('paged');
    shell.send('\x03');
    await shell.until(() => shell.line === '>', 'the prompt');
    assert.equal(await shell.enter('_.length'), '60');
    assert.equal(await shell.leave(), 0);
  });

  test('a pager that leaves before it has read all is no failure', async () => {
    const shell = await start('head -n 2');
    const shown = await shell.enter(`Array.from({ length: 100 }, () => ({ text: 'x'.repeat(3000) }))`);
    assert.match(shown, /^\[\n/);
    assert.doesNotMatch(shown, /Error|EPIPE/);
    await shell.leave();
  });

  test('a command line with arguments, or for a shell', async () => {
    for (const command of ["sed -n '1s/.*/first/p'", 'N=1; sed -n "${N}s/.*/first/p" | cat']) {
      const shell = await start(command);
      assert.equal(await shell.enter(ROWS), 'first');
      await shell.leave();
    }
  });

  test('has the terminal for itself: what is written meanwhile comes after it', async () => {
    const folder = temporaryHome();
    const shell = await start(
      pager(`#!/bin/sh
cat > /dev/null
touch ${folder}/shown
while [ ! -e ${folder}/written ]; do sleep 0.01; done
echo paged
read answer < /dev/tty
echo left
`),
    );
    await shell.enter(`var fs = require('fs'), folder = '${folder}'`);
    await shell.enter("var done = () => setTimeout(() => fs.writeFileSync(folder + '/written', ''), 5)");
    await shell.enter("var tick = () => { console.log('TICK'); Promise.reject(new Error('stray')); done() }");
    await shell.enter("var look = () => fs.existsSync(folder + '/shown') ? tick() : setTimeout(look, 5)");
    await shell.enter('look(); 1');
    shell.send(`${ROWS}\r`);
    await shell.sees('paged');
    assert.doesNotMatch(shell.answer, /TICK|stray/);
    shell.send('\r');
    await shell.sees(/left\nTICK\n[^]*Error: stray\n>$/);
    assert.equal(await shell.leave(), 0);
  });

  test('real less', { skip: spawnSync('less', ['--version']).error && 'there is no less' }, async () => {
    const shell = await start('less -RS');
    shell.send(`${ROWS}\r`);
    await shell.sees(/^:$/m);
    shell.send('G');
    await shell.until(() => shell.screen.includes('id: 59'), 'the last row');
    const { length } = shell.raw;
    shell.send('\x03');
    // Ctrl-C throws away what is typed and not yet read: `less` is heard first.
    await shell.until(() => shell.raw.length > length, 'less to take Ctrl-C');
    shell.send('q');
    await shell.until(() => shell.line === '>', 'the prompt');
    assert.equal(await shell.enter('1 + 1'), '2');
    await shell.leave();
  });
});

describe('no pager', () => {
  const seesAll = async (shell: TestShell): Promise<void> => {
    const shown = await shell.enter(ROWS);
    assert.match(shown, /^\[\n {2}\{\n? *id: 0,/);
    assert.match(shown, /id: 59/);
  };

  test('for what fits, however it is called', async () => {
    const shell = await start(pager());
    assert.match(await shell.enter('Array.from({ length: 20 }, (_, id) => id)'), /^\[/);
    await shell.leave();
  });

  for (const none of ['', 'cat']) {
    test(`where PAGER is ${none || 'empty'}`, async () => {
      const shell = await start(none);
      await seesAll(shell);
      await shell.leave();
    });
  }

  test('that is not there: one notice, and none', async () => {
    const shell = await start('no-such-pager');
    assert.match(
      await shell.enter(ROWS),
      /id: 59[^]*\]\nThere is no pager no-such-pager: PAGER names another, PAGER=cat none\.$/,
    );
    assert.doesNotMatch(await shell.enter(ROWS), /no-such-pager/);
    await shell.leave();
  });

  for (const [command, problem] of [
    ['false', 'The pager false failed (exit code 1)'],
    ["sh -c 'exit 126'", "The pager sh -c 'exit 126' failed (exit code 126)"],
    ['sh -c no-such-pager', 'There is no pager sh -c no-such-pager'],
    [tmpdir(), `The pager ${tmpdir()} cannot be run (EACCES)`],
  ] as const) {
    test(`${command}, which fails: the value is shown, one notice, and none`, async () => {
      const shell = await start(command, { columns: 200 });
      const shown = await shell.enter(ROWS);
      assert.match(shown, /id: 59/);
      assert.ok(shown.endsWith(`]\n${problem}: PAGER names another, PAGER=cat none.`), shown);
      assert.doesNotMatch(await shell.enter(ROWS), /pager/);
      await shell.leave();
    });
  }

  test('Ctrl-C is no failure of a pager, however it ends then', async () => {
    const shell = await start(
      pager("#!/bin/sh\ntrap 'exit 2' INT\ncat > /dev/null\necho paged\nread answer < /dev/tty\n"),
    );
    shell.send(`${ROWS}\r`);
    await shell.sees('paged');
    shell.send('\x03');
    await shell.until(() => shell.line === '>', 'the prompt');
    assert.doesNotMatch(shell.screen, /id: 59|failed/);
    await shell.leave();
  });

  test('after .pager off, until .pager on', async () => {
    const shell = await start(pager());
    assert.equal(await shell.enter('.pager'), 'The pager is on.');
    assert.equal(await shell.enter('.pager off'), 'The pager is off.');
    await seesAll(shell);
    assert.match(await shell.enter('.pager maybe'), /\.pager takes on or off, not maybe\.$/m);
    await shell.enter('.pager on');
    shell.send(`${ROWS}\r`);
    await shell.sees('paged');
    shell.send('\r');
    await shell.prompts();
    await shell.leave();
  });

  test('in a terminal that takes only lines', async () => {
    const shell = await start(pager(), { environment: { TERM: 'dumb' } });
    await seesAll(shell);
    await shell.leave();
  });

  test('without a terminal', async () => {
    const { stdout } = await runShell({ environment: { PAGER: pager() }, arguments: ['-e', `${ROWS_MADE}; rows`] });
    assert.match(stdout, /id: 59/);
    assert.doesNotMatch(stdout, /paged/);
  });
});

/** The shell on the lesson's project, with a database of its own. */
function startLesson(PAGER: string): Promise<TestShell> {
  const environment = { DATABASE_URL: `sqlite:${join(temporaryHome(), 'paged.db')}` };
  return start(PAGER, { script: resolve(__dirname, '../../../src/repl.ts'), environment });
}

test('a table is whole in the pager', async () => {
  const shell = await startLesson(pager());
  const rows = (count: number): string =>
    `sql\`with recursive n(i) as (select 1 union all select i + 1 from n where i < \${${count}}) select i from n\``;
  for (const count of [90, 500, 100_000]) {
    shell.send(`${rows(count)}\r`);
    await shell.sees(`paged ${count + 4} lines`);
    shell.send('\r');
    await shell.prompts();
    assert.doesNotMatch(shell.answer, /Warning/);
  }
  assert.equal(await shell.leave(), 0);
});

test('so is a list of entities, each as its class says; what that reads is loaded as it is shown, and counted', async () => {
  const shell = await startLesson('tail -n 2');
  await shell.enter('var many = []; for (let at = 0; at < 100; at++) many.push(...Assignment.find())');
  shell.send('many\r');
  await shell.sees(/^ {2}<Assignment 3, Flask programmer, [^…]*stan Tal, .*>\n\]\n6 queries/m);
  await shell.leave();
});

test('how many lines of the screen a text takes', () => {
  assert.equal(isLongerThan('a\nb\nc', 3, 80), false);
  assert.equal(isLongerThan('a\nb\nc', 2, 80), true);
  assert.equal(isLongerThan('x'.repeat(80), 1, 80), false);
  assert.equal(isLongerThan('x'.repeat(81), 1, 80), true);
  assert.equal(isLongerThan('漢'.repeat(41), 1, 80), true);
  assert.equal(isLongerThan('', 1, 80), false);
  assert.equal(isLongerThan('\n', 1, 80), true);
});
