import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Evaluator } from '../../../src/shell/evaluator/evaluator';
import { music } from './fixtures/music';
import { Prompt } from './fixtures/prompt';
import { staff } from './fixtures/staff';

let prompt: Prompt;
let evaluator: Evaluator;

beforeEach(async () => {
  prompt = await Prompt.open([...staff, ...music]);
  const names = {
    ...Object.fromEntries(prompt.model.entities),
    manager: prompt.dataSource.manager,
    dataSource: prompt.dataSource,
  };
  evaluator = new Evaluator({ hooks: prompt.relations, names, baseFile: __filename });
  await run('[1, 2].map(n => Project.save({ title: `P${n}` })); [1, 2].map(n => Meeting.save({ topic: `M${n}` }))');
  await run(
    'for (const n of [1, 2, 3]) Employee.save({ name: `E${n}`, meetings: Meeting.find(), assignments: Project.find().map(project => Assignment.create({ project })) })',
  );
});
afterEach(() => prompt.close());

/** Runs one line, as the session does. */
async function run(text: string): Promise<unknown> {
  prompt.relations.startLine();
  try {
    return (await evaluator.evaluate(text)).value;
  } finally {
    prompt.relations.endLine();
  }
}

/** How many statements a line sends. */
async function count(text: string): Promise<number> {
  return (await prompt.queries(() => run(text))).length;
}

const LINES: readonly (readonly [text: string, value: unknown, queries: number])[] = [
  ['Employee.findOneBy({ id: 1 }).meetings.map(m => m.topic)', ['M1', 'M2'], 2],
  ['Employee.find().map(e => e.projects.length)', [2, 2, 2], 3],
  [
    'let n = 0; for (const e of Employee.find()) for (const a of e.assignments) if (a.project.title === "P1" && a.employee === e) n++; n',
    3,
    3,
  ],
  ['Employee.find().filter(e => e.projects.some(p => p.title === "P2")).sort((a, b) => b.id - a.id)[0].name', 'E3', 3],
  ['Project.find().reduce((sum, p) => sum + p.employees.reduce((s, e) => s + e.meetings.length, 0), 0)', 12, 4],
  ['const { name, meetings: [{ topic }] } = Employee.findOneBy({ id: 2 }); `${name} ${topic}`', 'E2 M1', 2],
  ['const [{ projects: [first] }] = Employee.find(); first.title', 'P1', 3],
  ['`${Employee.findOneBy({ id: 1 }).meetings.length} meetings`', '2 meetings', 2],
  ['Object.keys(Employee.findOneBy({ id: 1 }).assignments[0].project)', ['id', 'title'], 3],
  ['Employee.findOneBy({ id: 1 })?.meetings?.[1]?.topic', 'M2', 2],
  ['Employee.create({ name: "New" }).projects.length', 0, 0],
  ['Employee.find({ relations: { meetings: true } })[0].meetings.length', 2, 1],
  ['Employee.createQueryBuilder("e").getMany().map(e => e.meetings.length)', [2, 2, 2], 2],
  ['Label.save({ name: "L", bands: [] }); Label.find().map(l => l.bands.length)', [0], 5],
];
for (const [text, value, queries] of LINES) {
  test(text, async () => {
    let given: unknown;
    const sent = await prompt.queries(async () => (given = await run(text)));
    assert.deepEqual(given, value);
    assert.equal(sent.length, queries, sent.map(({ sql }) => sql).join('\n'));
  });
}

for (const separator of ['; ', '\n']) {
  const way = separator === '\n' ? 'three lines' : 'one line';
  test(`what is saved on one side is seen on the other, on ${way}`, async () => {
    await run(
      'employee = Employee.create({ name: "E4" }); employee.save(); project2 = Project.findOneBy({ id: 2 }); meeting1 = Meeting.findOneBy({ id: 1 }); project2.employees; employee.meetings',
    );
    for (const line of [
      'employee.projects.push(project2); employee.save()',
      'meeting1.employees.push(employee); meeting1.save()',
    ]) {
      for (const part of separator === '\n' ? line.split('; ') : [line]) await run(part);
    }
    assert.deepEqual(await run('[project2.employees.length, employee.meetings.map(m => m.topic)]'), [4, ['M1']]);
  });
}

test('lazy relations and tracks pushed onto them work as written', async () => {
  await run('album = Album.create({ title: "A" }); album.tracks.push(Track.create({ name: "T" })); album.save()');
  assert.deepEqual(await run('Album.find().map(a => a.tracks.map(t => t.name + t.album.title))'), [['TA']]);
});

test('the second touch of the same runs nothing, also on another line', async () => {
  await run('employee = Employee.findOneBy({ id: 1 }); employee.projects');
  assert.equal(await count('employee.projects.length; employee.assignments[0].project'), 0);
});

test('a promise that is kept aside and a plain object of the same names are let be', async () => {
  assert.deepEqual(await run('({ meetings: [1], get assignments() { return 2 } }).assignments'), 2);
  assert.equal(await count('({ meetings: undefined }).meetings'), 0);
});

test('a whole list is assigned to an association proxy of which nothing is loaded', async () => {
  await run('employee = Employee.create({ name: "E5" }); employee.save(); id = employee.id');
  await run('Employee.findOneBy({ id }).projects = [Project.findOneBy({ id: 2 })]');
  await run('other = Employee.findOneBy({ id }); other.projects = [Project.findOneBy({ id: 2 })]; other.save()');
  assert.deepEqual(await run('Employee.findOneBy({ id }).projects.map(p => p.id)'), [2]);
});
