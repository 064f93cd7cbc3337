import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';

test('TypeORM 0.3: conditions without a value are told of, once a line', async () => {
  const shell = await FixtureProject.of('typeorm-0.3').open();
  await shell.until(() => shell.screen.includes('Without a table'), 'the look into the catalogue');
  await shell.enter('dataSource.synchronize()');
  await shell.enter("void Author.save({ name: 'Ann' })");
  const answer = await shell.enter('Author.findOneBy({ id: nothing?.id })'.replace('nothing?.id', 'undefined'));
  assert.match(answer, /^<Author 1, Ann>\nid is undefined in the condition of findOneBy: TypeORM 0\.3 leaves that out/);
  assert.match(
    await shell.enter('repo(Book).find({ where: { author: { name: null } } })'),
    /author\.name is null .*\n?.*IsNull\(\)/,
  );
  assert.equal(await shell.enter('Author.findOneBy({ id: 1 })'), '<Author 1, Ann>');
  assert.equal(await shell.enter('Author.countBy({ name: IsNull() })'), '0');
  await shell.enter('void sql`alter table author add column extra int`');
  shell.send('dataSource.synchronize()\r');
  await shell.sees(
    /^synchronize\(\) would change the schema with \d+ statements, in 1 table with 1 row: author \(1\)\.$/m,
  );
  shell.send('n\r');
  await shell.sees('Stopped before synchronize(): nothing of it was done.');
  await shell.prompts();
  await shell.leave();
});

test('TypeORM 1.x refuses such conditions by itself', async () => {
  const { stderr } = await FixtureProject.of('commonjs-ts5').run({
    arguments: ['-e', 'dataSource.synchronize(); Author.findOneBy({ id: null })'],
  });
  assert.doesNotMatch(stderr, /TypeORM 0\.3/);
  assert.match(stderr, /null/i);
});

test('entities that another version of TypeORM has made: two lines say it', async () => {
  const project = FixtureProject.of('typeorm-0.3');
  const other = JSON.stringify(require.resolve('typeorm'));
  project.write('src/entities/node_modules/typeorm/package.json', '{ "name": "typeorm", "version": "1.1.1" }');
  project.write('src/entities/node_modules/typeorm/index.js', `module.exports = require(${other});\n`);
  const { stderr, code } = await project.run({ arguments: ['-e', '1'] });
  assert.match(stderr, /^Two versions of TypeORM are loaded: .*\nnpm ls typeorm .*\n$/);
  assert.equal(code, 1);
});
