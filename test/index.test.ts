import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runShell, temporaryHome, TestShell, type ShellOptions } from './support/test-shell';

interface Wish {
  readonly args?: readonly string[];
  readonly open?: boolean;
  readonly compare?: boolean;
  readonly extension?: string;
  readonly works?: boolean;
  readonly writes?: boolean;
}

function application(wish: Wish): ShellOptions {
  const script = join(__dirname, 'support/embedding.ts');
  return { script, home: temporaryHome(), environment: { WISH: JSON.stringify(wish), NO_COLOR: '1' } };
}

describe('startShell, in an application', () => {
  test('opens a prompt with what the application adds, and gives the process back', async () => {
    const shell = await TestShell.start({ ...application({ open: true, extension: 'everything' }), columns: 100 });
    assert.match(shell.screen, /^shop console on better-sqlite3 in memory$/m);
    assert.equal(await shell.enter('app.name'), "'shop'");
    assert.equal(await shell.enter('employees.length'), '4');
    assert.equal(await shell.enter('Assignment.findOneBy({ id: 1 })'), 'Uri Lee: Project manager');
    assert.equal(await shell.enter('.staff'), 'on better-sqlite3\n3\nthat is all');
    assert.equal(await shell.enter('.staff Project manager'), 'on better-sqlite3\n1');
    assert.match(await shell.enter('.fails'), /^Error: no luck today/);
    assert.match(await shell.enter('.help staff'), /^\.staff \[ROLE\]\n {2}who works as what/);
    assert.match(await shell.enter('.ls'), /^project +app +employees$/m);
    shell.send('\x04');
    await shell.exited;
    assert.match(shell.screen, /\nleft with 0, the data source is open$/);
  });

  test('runs code by its arguments; the exit code comes back', async () => {
    const { stdout, stderr } = await runShell(
      application({ open: true, extension: 'everything', args: ['-e', 'Assignment.find()', '-e', 'nobody'] }),
    );
    assert.match(stdout, /^\[\n {2}Uri Lee: Project manager,/);
    assert.match(stderr, /nobody is not defined/);
    assert.match(stdout, /left with 1, the data source is open\n$/);
  });

  test('leaves a data source that was open as it was', async () => {
    const inputs = ['Assignment.findOneBy({ id: 1 }).employee.name', "Assignment.create({ role: 'Guest' }).save().id"];
    const { stdout } = await runShell(
      application({ open: true, compare: true, extension: 'a secret', args: inputs.flatMap((each) => ['-e', each]) }),
    );
    assert.match(stdout, /\nleft with 0, the data source is open\nchanged: nothing\n\d assignments\n$/);
  });

  test('opens a data source that is not, and closes it again', async () => {
    const { stdout } = await runShell(application({ args: ['-e', '1 + 1'] }));
    assert.equal(stdout, '2\nleft with 0, the data source is closed\n');
  });

  test('closes it too when what the application adds cannot be had', async () => {
    const { stdout } = await runShell(application({ extension: 'context fails', args: ['-e', '1'] }));
    assert.equal(stdout, 'left with 1, the data source is closed\n');
  });

  for (const open of [true, false])
    for (const extension of ['context fails', 'command taken', 'prints nobody', undefined])
      test(`leaves its mode behind nowhere: ${extension ?? 'all is well'}, ${open ? 'open' : 'closed'} before`, async () => {
        const wish = { open, writes: true, args: ['--read-only', '-e', '1'], ...(extension && { extension }) };
        const { stdout, stderr } = await runShell(application(wish));
        assert.match(stdout, /\nwritten\n$|^left with 1.*\nwritten\n$/, stderr);
      });

  test('asks before a line changes every row of a table, and not before the application does, during and after it', async () => {
    const args = [
      '--keep-going',
      '-e',
      'Employee.clear()',
      '-e',
      'work()',
      '-e',
      "Employee.countBy({ name: 'at work' })",
    ];
    const { stdout, stderr } = await runShell(application({ open: true, works: true, args }));
    assert.match(
      stderr,
      /^DELETE FROM employees would delete all 4 rows of employees: .* needs --yes\.\n[^\n]*\n[^\n]*\n$/,
    );
    assert.equal(stdout, "'done'\n4\ndropDatabase is TypeORM's\nleft with 1, the data source is open\n");
  });

  test('wrong arguments are 2', async () => {
    const { stdout, stderr } = await runShell(application({ open: true, args: ['--nonsense'] }));
    assert.match(stderr, /^There is no option --nonsense\./);
    assert.match(stdout, /^left with 2,/);
  });

  test('makes rows, with values of its own; none where it says that it is production', async () => {
    const args = ['seed', '--count', 'Employee=3'];
    const { stdout } = await runShell(application({ open: true, extension: 'names of its own', args }));
    assert.match(stdout, /^3 rows of Employee\n\d+ links? between them\n/);
    assert.match(stdout, /\nleft with 0,/);
    const refused = await runShell(application({ open: true, extension: 'production', args }));
    assert.match(refused.stderr, /^better-sqlite3 in memory is production: no rows are made up there\.\n/);
    assert.match(refused.stdout, /^left with 1,/);
  });

  for (const [extension, message] of [
    ['context fails', "The project's context failed: no such service\n"],
    ['command taken', 'There is a command .help already.\n'],
    ['command misnamed', 'A command cannot be called "no way".\n'],
    ['prints nobody', '"print" names no entity: Asignment: did you mean Assignment?\n'],
  ] as const)
    test(`what cannot be added is one line: ${extension}`, async () => {
      const { stdout, stderr } = await runShell(application({ open: true, extension, args: ['-e', '1'] }));
      assert.ok(stderr.startsWith(message), stderr);
      assert.match(stdout, /^left with 1,/);
    });
});
