import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolve } from 'node:path';
import { COMMANDS } from '../../../src/shell/commands';
import type { Evaluator } from '../../../src/shell/evaluator/evaluator';
import { sessionCompleter } from '../../../src/shell/completion/session-completer';
import { QueryRecorder } from '../../../src/shell/queries/recorder';
import { shellInProcess } from '../../support/shell-in-process';
import { programs, type Program } from './support/programs';
import { ENTITIES, record, spyingDataSource, spyingValues } from './support/spies';

/** Texts about what is spied on, beside those of the repository. */
const ABOUT_SPIES: readonly Program[] = [
  'spied1.spiedKey.deep',
  "spied2[0]['x'].y",
  'spied3().name.length',
  'new spied4().x',
  'spied6.nested.deep.er',
  'spied6.proxied.key.x',
  'spied7.nested.deep',
  'const { id, nested: { deep } } = spied6; deep.x',
  'for (const [key, value] of Object.entries(spied6)) value.x',
  'spied10[0].x + spied11[0].name.length',
  'employee.meetings[0].employees[0].assignments[0].project.title.length',
  'employee.projects.map(({ title, employees }) => employees.map(e => e.computed.length))',
  'Employee.total.x; Employee.find().total',
  'Employee.find({ where: { name: spied1.spiedKey, meetings: { topic: spied6.id } } })',
  'sql`select * from ${spied1.x} where id = ${spied6.id}`',
  '`${spied1} ${spied6.id} ${employee.meetings}`',
  '[...spied2, ...employee.meetings].at(0).x',
  'spied1 instanceof Employee ? spied1.x : spied6.then.x',
  '.explain employee.meetings.length',
  '.schema spied1.x',
  'spied1?.x?.[spied6.id]?.y',
].map((text) => ({ name: text, text }));

test('completing at every position of the programs of this repository reads nothing, sends nothing and does not throw', async (t) => {
  const dataSource = await spyingDataSource();
  const parts = shellInProcess(dataSource);
  const { evaluator } = parts.session;
  const scope = evaluator as Evaluator;
  const found = await Promise.all(
    ENTITIES.map((entity) => dataSource.getRepository(entity).findOneByOrFail({ id: 1 })),
  );
  const all = [...programs(), ...ABOUT_SPIES];
  const values = spyingValues(found);
  values.forEach((value, index) => evaluator.define(`spied${index}`, value));
  evaluator.define('employee', found[0]);
  let next = 0;
  /** Whatever name a program has that is not declared means one of the spies. @returns those that were not there before. */
  const defineNames = (text: string): readonly string[] => {
    const names = [...new Set(text.match(/\b[a-z]\w*\b/g) ?? [])].filter(
      (name) => !(name in evaluator.variables) && !(name in globalThis),
    );
    for (const name of names) evaluator.define(name, values[next++ % values.length]);
    return names;
  };
  const { complete } = sessionCompleter(parts, { commands: () => COMMANDS, resolvePath: (path) => resolve(path) });
  const recorder = new QueryRecorder(dataSource);
  const mark = recorder.mark();
  record.length = 0;
  let [positions, completed] = [0, 0];
  for (const { name, text } of all) {
    const defined = defineNames(text);
    for (let cursor = 0; cursor <= text.length; cursor++) {
      const { from, to, suggestions } = complete({ text, cursor });
      positions++;
      if (suggestions.length === 0) continue;
      completed++;
      assert.ok(from <= cursor && cursor <= to && to <= text.length, `${name} at ${cursor}: ${from} to ${to}`);
    }
    for (const each of defined) scope.takeAway(each);
    assert.deepEqual(record, [], name);
  }
  assert.deepEqual(recorder.since(mark), []);
  assert.ok(all.length >= 500, `only ${all.length} programs`);
  t.diagnostic(`${all.length} programs, ${positions} positions, something to suggest at ${completed}`);
  // What is recorded is recorded.
  await parts.session.run('`${employee}`');
  assert.notDeepEqual(record, []);
  await parts.session.run('employee.meetings.length');
  assert.equal(recorder.since(mark).length, 1);
  await parts.close();
});
