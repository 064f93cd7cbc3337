import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { FixtureProject } from '../../support/fixture-project';
import { TestShell } from '../../support/test-shell';

const folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-complete-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Types with Tab behind it, waits for what is to be on the line, and drops it. */
async function completes(shell: TestShell, typed: string, line: string): Promise<void> {
  shell.send(`${typed}\t`);
  await shell.until(() => shell.line.endsWith(line), `${typed} to become ${line}`);
  shell.send('\x03');
  await shell.prompts();
}

test('Tab on the lesson: in where, through a relation that nobody has touched, in a callback, in SQL', async () => {
  const shell = await TestShell.start({
    script: resolve(__dirname, '../../../src/repl.ts'),
    environment: { DATABASE_URL: `sqlite:${join(folder, 'app.db')}` },
    columns: 120,
  });
  await shell.enter('employee1 = Employee.findOneBy({ id: 1 })');
  await completes(shell, 'Employee.find({ where: { assignments: { project: { bud', 'project: { budget');
  await completes(shell, 'employee1.assignments[0].project.bud', 'project.budget');
  await completes(shell, 'Employee.find().filter(e => e.hi', 'e => e.hireDate');
  await completes(shell, 'Employee.find().map(({ hi', '({ hireDate');
  await completes(shell, 'sql`select hire', 'select hire_date');
  await completes(shell, "Employee.createQueryBuilder('e').where('e.hi", 'e.hireDate');
  await completes(shell, '.explain Employee.find({ wh', '.explain Employee.find({ where');
  // Nothing of it was loaded.
  shell.send('employee1.\t');
  await shell.displays(/^ {2}id +number +column employees\.id\n {2}name /m);
  await shell.displays(/^ {2}projects +Project\[\] +association proxy/m);
  shell.send('\x03');
  await shell.prompts();
  await shell.leave();
});

test('what TypeScript knows comes into the menu when it is ready', async () => {
  const shell = await TestShell.start({
    script: resolve(__dirname, '../../../src/repl.ts'),
    environment: { DATABASE_URL: `sqlite:${join(folder, 'app.db')}` },
    columns: 120,
    rows: 40,
    types: true,
  });
  await shell.enter('employee1 = Employee.findOneBy({ id: 1 })');
  assert.equal(await shell.enter('.type employee1.projects.map(p => p.title)'), '(string | null)[]');
  // An answer that takes longer than a person waits for is dropped: on a busy machine it is asked for again.
  const isTyped = (): boolean =>
    /^ {2}title +string \| null +column projects\.title$[^]*^ {2}save +\(/m.test(shell.display);
  shell.send('employee1.projects.map(p => p.\t');
  for (let tries = 0; !isTyped(); tries++) {
    assert.ok(tries < 20, shell.display);
    shell.send('\x07\t');
    await Promise.race([shell.until(isTyped, 'the types').catch(() => {}), setTimeout(500)]);
  }
  shell.send('\x07\x03');
  await shell.prompts();
  await shell.leave();
});

test('Tab on a project of somebody', async () => {
  const project = FixtureProject.of('commonjs-ts5');
  const shell = await project.open({ arguments: ['--trust'] });
  await completes(shell, 'Author.find({ where: { books: { ti', 'books: { title');
  await completes(shell, 'Author.find().map(a => a.books[0].author.sho', 'author.shown');
  await completes(shell, 'Author.find({ relations: { bo', 'relations: { books');
  await shell.leave();
});
