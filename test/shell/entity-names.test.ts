import assert from 'node:assert/strict';
import path from 'node:path';
import { afterEach, describe, test } from 'node:test';
import type { EntitySchemaOptions } from 'typeorm';
import { Entity, EntitySchema, PrimaryGeneratedColumn } from 'typeorm';
import type { MakeShape } from './shapes/support/shape';
import { ShapeShell } from './shapes/support/shape-shell';

let shell: ShapeShell;
afterEach(() => shell.close());

/** A shell on entities with these names, each of a table of its own. */
async function open(...names: readonly string[]): Promise<void> {
  const make: MakeShape = () => ({
    entities: names.map((name, index) => new EntitySchema(named(name, `table_${index}`))),
    fill: async () => undefined,
  });
  shell = await ShapeShell.open(make);
}

function named(name: string, tableName: string): EntitySchemaOptions<unknown> {
  return { name, tableName, columns: { id: { type: Number, primary: true, generated: true } } };
}

describe('An entity goes by its own name', () => {
  test('where that can be one, whatever its case', async () => {
    await open('User', 'post', '$money', 'Straße');
    assert.deepEqual(shell.parts.names.entities, ['$money', 'post', 'Straße', 'User']);
    assert.deepEqual(shell.parts.notices, []);
  });

  test('put together in capitals where it is no name of a variable', async () => {
    await open('order-line', 'class', '2nd try', '--');
    assert.deepEqual(shell.parts.names.entities, ['Class', 'Entity', 'Entity2ndTry', 'OrderLine']);
    assert.deepEqual(shell.parts.notices, [
      'The entity "order-line" is called OrderLine here.',
      'The entity "class" is called Class here.',
      'The entity "2nd try" is called Entity2ndTry here.',
      'The entity "--" is called Entity here.',
    ]);
    assert.equal(await shell.value('OrderLine.count() + Class.count() + repo("order-line").count()'), 0);
  });

  test("and where the shell's own is meant by it", async () => {
    await open('sql', 'repo', '_', 'process', 'require');
    assert.deepEqual(shell.parts.names.entities, ['Entity_', 'Process', 'Repo', 'Require', 'Sql']);
    assert.deepEqual(await shell.value('sql`select 1 as one`'), [{ one: 1 }]);
    assert.equal(await shell.value('Process.count() + require("node:path").sep'), `0${path.sep}`);
  });

  test('also where that leads to a name that is taken', async () => {
    await open('order-line', 'OrderLine');
    assert.equal(await shell.value('repo(OrderLine).metadata.tableName'), 'table_1');
    assert.equal(await shell.value('repo(OrderLine2).metadata.tableName'), 'table_0');
  });
});

test('of two entities with one name the second is numbered, and both can be asked', async () => {
  const [first, second] = [userIn('users'), userIn('admin_users')];
  shell = await ShapeShell.open(() => ({ entities: [first, second], fill: ({ manager }) => manager.save(second, {}) }));
  assert.deepEqual(shell.parts.names.entities, ['User', 'User2']);
  assert.deepEqual(shell.parts.notices, [
    'Two entities are called User: here, User is of the table users, User2 of admin_users.',
  ]);
  assert.deepEqual(await shell.value('[User.count(), User2.count()]'), [0, 1]);
  assert.equal((await shell.run('User2.find()[0]')).text, '<User 1>');
});

test('an entity with the name of a find operator, or of something built in, is what the name means', async () => {
  await open('Like', 'Map');
  assert.deepEqual(shell.parts.notices, [
    "Like means the entity here; the find operator is require('typeorm').Like.",
    "Map means the entity here; JavaScript's is globalThis.Map.",
  ]);
  assert.ok(!shell.parts.names.operators.includes('Like'));
  assert.equal(await shell.value('Like.count() + Map.count()'), 0);
  assert.equal((await shell.run('new globalThis.Map([[1, 2]])')).text, 'Map(1) { 1 => 2 }');
});

test('repo() says at once what is no entity', async () => {
  await open('User');
  assert.match(
    (await shell.run('repo("Usr")')).text,
    /Usr is not an entity of this data source\.\nDid you mean User\?/,
  );
  assert.match((await shell.run('repo(class Other {})')).text, /Other is not an entity/);
});

function userIn(table: string): new () => object {
  @Entity(table)
  class User {
    @PrimaryGeneratedColumn() id!: number;
  }
  return User;
}
