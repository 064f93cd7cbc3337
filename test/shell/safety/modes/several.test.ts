import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import * as typeorm from 'typeorm';
import { Column, DataSource, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { shellInProcess } from '../../../support/shell-in-process';
import { Modes } from '../../../../src/shell/safety/modes/modes';
import { SourceMode } from '../../../../src/shell/safety/modes/source-mode';
import type { ShellParts } from '../../../../src/shell/shell-parts';
import { CommandRunner } from '../../../support/command-runner';

@Entity()
class Book {
  @PrimaryGeneratedColumn() id!: number;
  @Column('varchar') title!: string;
}

@Entity()
class Loan {
  @PrimaryGeneratedColumn() id!: number;
  @Column('varchar') reader!: string;
}

const inMemory = (entity: Function): Promise<DataSource> =>
  new DataSource({ type: 'better-sqlite3', database: ':memory:', entities: [entity], synchronize: true }).initialize();

let sources: readonly [DataSource, DataSource];
let parts: ShellParts;
let runner: CommandRunner;

beforeEach(async () => {
  sources = [await inMemory(Book), await inMemory(Loan)];
  parts = shellInProcess(sources[0], {
    name: 'books',
    others: [{ name: 'loans', dataSource: sources[1], typeorm }],
    yes: true,
  });
  runner = new CommandRunner(parts);
});
afterEach(() => parts.close());

const counts = (): Promise<unknown> => runner.value('[Book.count(), Loan.count()]');

test('a sandbox holds all data sources, and is kept or dropped on all', async () => {
  await runner.call('.mode sandbox');
  const { notices } = await parts.session.run("Book.save({ title: 'b' }); Loan.save({ reader: 'l' }); 0");
  assert.deepEqual(notices, ['sandbox: 2 rows changed, nothing is saved (.commit keeps it, .rollback starts over)']);
  assert.equal(await runner.call('.rollback'), 'Rolled back: 2 rows changed.');
  assert.deepEqual(await counts(), [0, 0]);
  await runner.value("Book.save({ title: 'b' }); Loan.save({ reader: 'l' }); 0");
  assert.equal(await runner.call('.commit'), 'Kept: 2 rows changed.');
  assert.deepEqual(await counts(), [1, 1]);
});

test('.begin opens a transaction on the data source in use alone', async () => {
  await runner.call('.begin');
  await runner.value("Book.save({ title: 'b' }); Loan.save({ reader: 'l' }); 0");
  await runner.call('.rollback');
  assert.deepEqual(await counts(), [0, 1]);
});

test('a database in memory refuses to write in read-only mode, and keeps what it holds', async () => {
  await runner.value("Book.save({ title: 'b' }); 0");
  await runner.call('.mode read-only');
  for (const input of ["Book.save({ title: 'c' })", 'sql`delete from book`', 'Book.clear()'])
    assert.equal((await parts.session.run(input)).ok, false, input);
  assert.deepEqual(await counts(), [1, 0]);
});

test('what is written and not kept is told of when nothing has come for a minute', async () => {
  let now = Date.now();
  const modes = new Modes(
    () => [SourceMode.of(sources[0])],
    () => now,
  );
  await modes.enter('sandbox');
  await runner.value('Book.count()');
  now += 100_000;
  assert.equal(modes.idle(), undefined, 'nothing was written');
  await runner.value("Book.save({ title: 'b' }); 0");
  now = Date.now() + 59_000;
  assert.equal(modes.idle(), undefined);
  now += 2_000;
  assert.match(modes.idle() ?? '', /holds locks/);
});
