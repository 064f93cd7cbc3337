import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { inspect } from 'node:util';
import { Column, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Prompt } from './fixtures/prompt';
import { Assignment, Employee, Project, staff } from './fixtures/staff';

@Entity()
class Branch {
  static printed = 0;
  shown?: boolean;
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'varchar' }) name!: string;
  @ManyToOne(() => Branch, (branch) => branch.children) parent!: Relation<Branch> | null;
  @OneToMany(() => Branch, (branch) => branch.parent) children!: Relation<Branch>[];

  toString(): string {
    Branch.printed++;
    this.shown = true;
    return this.parent ? `${this.parent.toString()}/${this.name}` : this.name;
  }
}

@Entity()
class Closed {
  readonly #secret = 1;
  @PrimaryGeneratedColumn() id!: number;
  @ManyToOne(() => Branch) branch!: Relation<Branch> | null;

  toString(): string {
    return `${this.#secret} ${this.branch?.name ?? '…'}`;
  }
}

let prompt: Prompt;
beforeEach(async () => {
  prompt = await Prompt.open([...staff, Branch, Closed]);
  const { manager } = prompt.dataSource;
  const [one, two] = await manager.save(['P1', 'P2'].map((title) => manager.create(Project, { title })));
  const employee = manager.create(Employee, {
    name: 'E1',
    assignments: [manager.create(Assignment, { project: one }), manager.create(Assignment, { project: two })],
  });
  await manager.save(employee);
  await manager.save(manager.create(Assignment, {}));
});
afterEach(() => prompt.close());

async function printed(value: unknown): Promise<string> {
  await prompt.relations.beforePrint([value]);
  return inspect(value, { breakLength: Infinity });
}

test('what an entity prints of others is loaded first, in one query a relation for all that is shown', async () => {
  const assignments = await prompt.wait(prompt.dataSource.manager.find(Assignment));
  let text = '';
  const queries = await prompt.queries(async () => (text = await printed(assignments)));
  assert.equal(text, '[ <Assignment 1, E1, P1>, <Assignment 2, E1, P2>, <Assignment 3, null, null> ]');
  assert.equal(queries.length, 2);
});

test('and nothing for what is not shown', async () => {
  const assignments = await prompt.wait(prompt.dataSource.manager.find(Assignment));
  const queries = await prompt.queries(() => printed(assignments[0]));
  assert.deepEqual(
    queries.map(({ parameters }) => parameters),
    [[1], [1]],
  );
  assert.equal(prompt.relations.peek(assignments[1] as object, 'employee'), undefined);
});

test('inside of plain objects, maps, sets and the list of an association proxy', async () => {
  const [first] = await prompt.wait(prompt.dataSource.manager.find(Assignment));
  for (const value of [{ first }, new Map([['first', first]]), new Set([[first]])])
    assert.match(await printed(value), /<Assignment 1, E1, P1>/);
  const employee = await prompt.wait(prompt.dataSource.manager.findOneByOrFail(Employee, { id: 1 }));
  const projects = await prompt.get(employee, 'projects');
  assert.equal(prompt.relations.beforePrint([projects]), undefined);
});

test('an entity that says nothing of others loads nothing', async () => {
  const employee = await prompt.wait(prompt.dataSource.manager.findOneByOrFail(Employee, { id: 1 }));
  assert.equal(prompt.relations.beforePrint([employee]), undefined);
  assert.equal(prompt.relations.beforePrint([1, 'a', null, undefined, Employee, () => employee]), undefined);
});

test('an unsaved entity prints null for what it has not', async () => {
  const queries = await prompt.queries(async () =>
    assert.equal(await printed(new Assignment()), '<Assignment undefined, null, null>'),
  );
  assert.equal(queries.length, 0);
});

test('what is read through something loaded is loaded next, a few times', async () => {
  const { manager } = prompt.dataSource;
  let parent: Branch | null = null;
  for (const name of ['a', 'b', 'c']) parent = await manager.save(manager.create(Branch, { name, parent }));
  const leaf = await prompt.wait(manager.findOneByOrFail(Branch, { id: 3 }));
  await prompt.relations.beforePrint([leaf]);
  Branch.printed = 0;
  assert.equal(prompt.relations.beforePrint([leaf]), undefined);
  assert.equal(Branch.printed, 3, 'once for each branch');
  assert.equal(String(leaf), 'a/b/c');
});

test('a printing that throws on the stand-in is let be', async () => {
  const { manager } = prompt.dataSource;
  const closed = await manager.save(manager.create(Closed, {}));
  const found = await prompt.wait(manager.findOneByOrFail(Closed, { id: closed.id }));
  assert.equal(prompt.relations.beforePrint([found]), undefined);
});

test('what printing writes on its entity is not kept', async () => {
  const { manager } = prompt.dataSource;
  const { id } = await manager.save(manager.create(Branch, { name: 'a' }));
  const branch = await prompt.wait(manager.findOneByOrFail(Branch, { id }));
  await prompt.relations.beforePrint([branch]);
  assert.equal(branch.shown, undefined);
  assert.equal(String(branch), 'a');
  assert.equal(branch.shown, true);
});
