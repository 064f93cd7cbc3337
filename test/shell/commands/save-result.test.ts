import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runShell, temporaryHome, TestShell } from '../../support/test-shell';

const ROOT = resolve(__dirname, '../../..');
const SCRIPT = join(ROOT, 'src/repl.ts');

/** Rows without a database, so many that writing them takes some seconds. */
const MANY =
  "many = Array.from({ length: 3_000_000 }, (_, id) => ({ id, text: 'a row of some length, so that it takes a while' })); many.length";

describe('.save-result', () => {
  let folder: string;
  let shell: TestShell;
  before(async () => {
    folder = temporaryHome();
    const environment = { DATABASE_URL: `sqlite:${join(folder, 'lesson.db')}` };
    shell = await TestShell.start({ script: SCRIPT, folder, environment, columns: 120 });
  });
  after(() => shell.leave());
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

  test('writes the last value', async () => {
    await shell.enter("sql`select id, name from employees where name like 'T%' order by id`");
    assert.equal(await shell.enterAll('.save-result t.csv'), 'Saved 2 rows to t.csv (38 bytes).');
    assert.equal(read('t.csv'), 'id,name\r\n2,Tristan Tal\r\n4,Taylor Jai\r\n');
  });

  test('writes what an expression gives, and says what that sent to the database', async () => {
    assert.match(
      await shell.enterAll('.save-result e.ndjson Employee.find()'),
      /^Saved 4 rows to e\.ndjson \(\d+ bytes\)\.\n1 query · .+ · 4 rows$/,
    );
    assert.equal(read('e.ndjson').split('\n')[0], '{"id":1,"name":"Uri Lee","hireDate":"2022-05-17"}');
    assert.equal(await shell.enter('_.length'), '4');
  });

  test('any value as JSON, an entity as one row', async () => {
    await shell.enter('.save-result one.json Employee.findOneBy({ id: 1 })');
    assert.deepEqual(JSON.parse(read('one.json')), { id: 1, name: 'Uri Lee', hireDate: '2022-05-17' });
    assert.match(await shell.enter('.save-result one.md Employee.findOneBy({ id: 1 })'), /^Saved 1 row to one\.md/);
    assert.match(read('one.md'), /^\| id \| name \| hireDate \|\n\| ---: \| --- \| --- \|\n\| 1 \| Uri Lee \|/);
    await shell.enter('.save-result five.json 5');
    assert.equal(read('five.json'), '5\n');
  });

  test('relations that are loaded are in JSON', async () => {
    await shell.enter('.save-result p.json Project.find({ relations: { assignments: true } })');
    const [project] = JSON.parse(read('p.json')) as { assignments: object[] }[];
    assert.equal(project.assignments.length, 2);
  });

  test('a file that is there is only replaced with --force', async () => {
    await shell.enter('.save-result twice.csv [{ a: 1 }]');
    assert.match(
      await shell.enter('.save-result twice.csv [{ a: 2 }]'),
      /twice\.csv is already there\.\nTo replace it: \.save-result --force twice\.csv \[\{ a: 2 \}\]$/,
    );
    assert.equal(read('twice.csv'), 'a\r\n1\r\n');
    await shell.enter('.save-result --force twice.csv [{ a: 2 }]');
    assert.equal(read('twice.csv'), 'a\r\n2\r\n');
  });

  test('formulas are made harmless, unless --raw leaves them', async () => {
    await shell.enter("cells = [{ a: '=1+1', b: -2 }]");
    await shell.enter('.save-result safe.csv cells');
    await shell.enter('.save-result --raw raw.csv cells');
    assert.equal(read('safe.csv'), "a,b\r\n'=1+1,-2\r\n");
    assert.equal(read('raw.csv'), 'a,b\r\n=1+1,-2\r\n');
  });

  test('a name with blanks is put in quotes', async () => {
    assert.match(await shell.enter('.save-result "my file.csv" [{ a: 1 }]'), /^Saved 1 row to my file\.csv/);
    assert.ok(existsSync(join(folder, 'my file.csv')));
  });

  for (const [input, answer] of [
    ['.save-result', /needs the name of a file\.\nFor example: \.save-result employees\.csv Employee\.find\(\)/],
    ['.save-result --all x.csv', /has no option --all\.\nIt has --force and --raw\./],
    ['.save-result --forse x.csv [1]', /has no option --forse: did you mean --force\?/],
    ['.save-result x.csv --force [1]', /--force stands before the file\.\nWrite \.save-result --force x\.csv \[1\]$/],
    ['.save-result x.xlsx 1', /Files \.xlsx cannot be written\.\nThose that can: \.csv, \.json, /],
    ['.save-result x 1', /x has no extension that says what to write\./],
    ['.save-result x.csv 5', /A number has no rows to write as CSV\.\nA file \.json takes any value\./],
    ['.save-result x.md new Map()', /A Map has no rows to write as a table\./],
    ['.save-result x.csv undefined', /The expression gives no value\./],
    ['.save-result x.csv nothing.there', /ReferenceError: nothing is not defined/],
    ['.save-result nowhere/x.csv [1]', /nowhere\/x\.csv cannot be written: its folder is not there\./],
    ['.save-result --force folder.csv [1]', /folder\.csv is no file/],
  ] as const) {
    test(`${input}: an error, and no file`, async () => {
      await shell.enter("require('fs').mkdirSync('folder.csv', { recursive: true })");
      const before = readdirSync(folder);
      assert.match(await shell.enter(input), answer);
      assert.deepEqual(readdirSync(folder), before);
    });
  }

  test('without a terminal, from its input', async () => {
    const place = temporaryHome();
    const environment = { DATABASE_URL: `sqlite:${join(place, 'lesson.db')}` };
    const { stdout, code } = await runShell({
      script: SCRIPT,
      folder: place,
      environment,
      input: 'Employee.find()[0].name\n.save-result e.csv Employee.find()\n.csv Employee.find({ take: 1 })\n',
    });
    assert.equal(code, 0);
    assert.equal(stdout, "'Uri Lee'\nSaved 4 rows to e.csv (115 bytes).\nid,name,hireDate\n1,Uri Lee,2022-05-17\n");
  });
});

/** Waits until there is a file beside the one that is written, and something in it. */
async function halfWritten(folder: string): Promise<void> {
  for (;;) {
    const part = readdirSync(folder).find((name) => name.endsWith('.part'));
    if (part && readFileSync(join(folder, part)).length > 0) return;
    await setTimeout(5);
  }
}

describe('an export that is broken off', () => {
  const start = async (): Promise<{ folder: string; shell: TestShell }> => {
    const folder = temporaryHome();
    writeFileSync(join(folder, 'big.csv'), 'before');
    const shell = await TestShell.start({ folder });
    await shell.enter(MANY);
    shell.send('.save-result --force big.csv many\r');
    await halfWritten(folder);
    return { folder, shell };
  };
  const files = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('big'));

  test('shows how far it is; Ctrl-C leaves nothing but what was there', async () => {
    const { folder, shell } = await start();
    await shell.sees(/^Saving big\.csv ━*╌+ \d+ % {2}[\d,]+ of 3,000,000 {2}\d+ s left$/m);
    shell.send('\x03');
    await shell.sees(/Interrupted\.\n>/);
    assert.doesNotMatch(shell.answer, /Saving/);
    assert.deepEqual(files(folder), ['big.csv']);
    assert.equal(readFileSync(join(folder, 'big.csv'), 'utf8'), 'before');
    assert.equal(await shell.enter('1 + 1'), '2');
    await shell.leave();
  });

  test('by the end of the terminal: nothing is left either', async () => {
    const { folder, shell } = await start();
    shell.kill('SIGHUP');
    await shell.exited;
    assert.deepEqual(files(folder), ['big.csv']);
    assert.equal(readFileSync(join(folder, 'big.csv'), 'utf8'), 'before');
  });

  test('by Ctrl-C without a terminal: the process ends as it would, and nothing is left', async () => {
    const folder = temporaryHome();
    const child = spawn(
      process.execPath,
      ['-r', join(ROOT, 'scripts/ts.cjs'), join(ROOT, 'test/support/plain-shell.ts')],
      {
        cwd: folder,
        env: { ...process.env, HOME: folder },
        stdio: ['pipe', 'ignore', 'ignore'],
      },
    );
    const ended = new Promise<NodeJS.Signals | null>((done) => child.on('close', (_code, signal) => done(signal)));
    child.stdin.write(`${MANY}\n.save-result big.csv many\n`);
    await halfWritten(folder);
    child.kill('SIGINT');
    assert.equal(await ended, 'SIGINT');
    assert.deepEqual(files(folder), []);
  });

  for (const [how, code, ended, told] of [
    ['process.exit', "require('process').exit(3)", 3, /^$/],
    ['an error that nobody catches', "throw new Error('from a timer')", 1, /Error: from a timer\n$/],
  ] as const) {
    test(`by ${how} in a timer, without a terminal: nothing is left`, async () => {
      const folder = temporaryHome();
      const half = "require('fs').readdirSync('.').some((name) => name.endsWith('.part'))";
      const look = `var look = () => { if (${half}) { ${code} } setTimeout(look, 5) }; look()`;
      const finished = await runShell({ folder, input: `${MANY}\n${look}\n.save-result big.csv many\n5\n` });
      assert.deepEqual([finished.code, finished.stdout], [ended, '3000000\n']);
      assert.match(finished.stderr, told);
      assert.deepEqual(files(folder), []);
    });
  }

  test('by kill -9: the name has no half of it', async () => {
    const { folder, shell } = await start();
    shell.kill('SIGKILL');
    await shell.exited;
    assert.equal(readFileSync(join(folder, 'big.csv'), 'utf8'), 'before');
  });
});
