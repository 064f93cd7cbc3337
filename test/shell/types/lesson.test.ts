import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../../../src/shell/types/types-thread';
import { LessonTypes } from './support/lesson-types';

describe('what TypeScript knows of a session', () => {
  let lesson: LessonTypes;
  before(async () => {
    lesson = await LessonTypes.open();
    await lesson.run(
      'employee1 = Employee.findOneBy({ id: 1 })',
      'const names = (people: Employee[]) => people.map(p => p.name)',
    );
    // The first question reads the project.
    await lesson.type('1');
  });
  after(() => lesson.close());

  for (const [text, type] of [
    ['Employee', 'typeof Employee'],
    ['Employee.find()', 'Employee[]'],
    ['employee1', 'Employee | null'],
    ['employee1.projects.map(p => p.title)', '(string | null)[]'],
    ['Employee.find().map(e => e.save())', 'Employee[]'],
    ['Project.findOneBy({ id: 1 }).employees[0].meetings', 'Meeting[]'],
    ['names(Employee.find())', '(string | null)[]'],
    ['names', '(people: Employee[]) => (string | null)[]'],
    ['repo(Employee)', 'Repository<Employee>'],
    ['manager.find(Employee)', 'Employee[]'],
    ['Employee.find().then(list => list.length)', 'number'],
    ['await Employee.count()', 'number'],
    ['{ one: 1, two: employee1.id }', '{ one: number; two: number; }'],
    ["require('fs').existsSync('x')", 'boolean'],
    ['const later = Employee.count()', 'number'],
  ] as const)
    test(`.type ${text}`, async () => assert.equal(await lesson.type(text), type));

  for (const [text, problem] of [
    ['nothing', "Cannot find name 'nothing'."],
    ['employee1.nmae', "Property 'nmae' does not exist on type 'Employee'."],
    ['1 +', 'Expression expected.'],
  ] as const)
    test(`.type ${text}: what is wrong`, async () =>
      assert.deepEqual(await lesson.parts.types.typeOf(text), { kind: 'problem', text: problem }));

  test('a callback completes what it is given, columns and relations first', async () => {
    const found = await lesson.suggestions('employee1.projects.map(p => p.');
    assert.deepEqual(
      found.slice(0, 5).map(({ text }) => text),
      ['assignments', 'budget', 'employees', 'id', 'title'],
    );
    assert.deepEqual(found[1], {
      text: 'budget',
      kind: 'column',
      type: 'number | null',
      detail: 'column projects.budget',
    });
    assert.ok(found.some(({ text, kind }) => text === 'save' && kind === 'method'));
    assert.ok(!found.some(({ text }) => text.startsWith('__')));
  });

  for (const [text, names] of [
    ['employee1.pro', ['projects']],
    ['Employee.find({ where: { na', ['name']],
    ['Employee.find({ relations: { ', ['assignments', 'meetings', 'projects']],
    ["Employee.find({ order: { name: 'A", ['ASC']],
    ['Employee.find({ where: { projects: { bud| } } })', ['budget']],
    ['employee1.', ['assignments', 'hireDate', 'id', 'meetings', 'name', 'projects']],
    ['Employee.findOneB', ['findOneBy', 'findOneByOrFail']],
    ['const pair = [Employee.find(), 1]; pair[0].', []],
    ['for (const each of Employee.find()) each.hi', ['hireDate']],
    ['names(Employee.find()).fla', ['flat', 'flatMap']],
    ['emplo', ['employee1']],
  ] as const)
    test(`completes ${text}`, async () => {
      const found = await lesson.names(text);
      if (names.length > 0) assert.deepEqual(found.slice(0, names.length), names);
    });

  test('the rest of a word at the cursor is replaced with it', async () => {
    const found = await lesson.parts.types.complete({ text: 'employee1.projx + 1', cursor: 13 });
    assert.deepEqual([found?.from, found?.to, found?.suggestions.map(({ text }) => text)], [10, 15, ['projects']]);
  });

  test('what stands behind .type is code; other commands have words of their own', async () => {
    const found = await lesson.parts.types.complete({ text: '.type employee1.pro', cursor: 19 });
    assert.deepEqual([found?.from, found?.to, found?.suggestions[0]?.text], [16, 19, 'projects']);
    assert.deepEqual(await lesson.names('.schema Emp'), []);
  });

  test('what is typed meanwhile drops the questions before it, and the newest is answered', async () => {
    const texts = ['e', 'em', 'employee1', 'employee1.', 'employee1.n', 'employee1.na'];
    const answers = await Promise.all(texts.map((text) => lesson.parts.types.complete({ text, cursor: text.length })));
    assert.deepEqual(
      answers.map((answer) => answer !== undefined),
      [true, false, false, false, false, true],
    );
    assert.equal(answers.at(-1)?.suggestions[0]?.text, 'name');
  });

  test('a variable means what it was given last, whatever it was before', async () => {
    await lesson.run('value = 1', 'first = value', "value = 'one'");
    assert.equal(await lesson.type('value'), 'string');
    assert.equal(await lesson.type('first'), 'number');
    await lesson.run('let value = Meeting.find()');
    assert.equal(await lesson.type('value[0].topic'), 'string | null');
    assert.equal(await lesson.type('_'), 'string');
  });

  test('the value tells what the code does not', async () => {
    await lesson.run(
      'untold = JSON.parse("0") || Project.findOneBy({ id: 1 })',
      'const both = JSON.parse("0") || Project.find()',
    );
    assert.equal(await lesson.type('untold'), 'Project');
    assert.equal(await lesson.type('both'), 'Project[]');
    // TypeScript takes the way to call it that makes a list, because of the number.
    await lesson.run('const made = Employee.create({ name: 5 })', 'const many = Employee.create([{ name: 5 }])');
    assert.equal(await lesson.type('made'), 'Employee');
    assert.equal(await lesson.type('many'), 'Employee[]');
    assert.deepEqual((await lesson.names('untold.ti')).slice(0, 1), ['title']);
  });

  test('with .await off a promise is one', async () => {
    lesson.parts.session.evaluator.implicitAwait = false;
    assert.deepEqual((await lesson.names('Employee.find().the')).slice(0, 1), ['then']);
    lesson.parts.session.evaluator.implicitAwait = true;
  });

  test('no accessor of the person is run, and no proxy asked', async () => {
    await lesson.run(
      'touched = []',
      'const trap = { get inner() { touched.push(1); return {} } }',
      'const proxy = new Proxy([], { get() { touched.push(2) }, getPrototypeOf() { touched.push(3); return null } })',
    );
    assert.deepEqual(await lesson.names('trap.inn'), ['inner']);
    await lesson.names('proxy.');
    await lesson.parts.types.documentationOf('trap.inner');
    await lesson.parts.types.sourceOf('trap.inner', false);
    assert.deepEqual(lesson.parts.session.evaluator.variables.touched, []);
  });

  test('documentation: of an entity, a column, a method of TypeORM, an operator', async () => {
    const { types } = lesson.parts;
    const entity = await types.documentationOf('Assignment');
    assert.match(entity?.comment ?? '', /^The association object between employees and projects/);
    assert.match(entity?.place?.file ?? '', /src\/entities\/assignment\.ts$/);
    const column = await types.documentationOf('employee1.hireDate');
    assert.deepEqual(column?.signatures, ['Employee.hireDate: string | null']);
    assert.deepEqual([column?.entity, column?.property], ['Employee', 'hireDate']);
    const method = await types.documentationOf('Employee.find');
    assert.match(method?.signatures[0] ?? '', /^find\(options\?: FindManyOptions<Employee>/);
    assert.match(method?.comment ?? '', /^Finds entities that match given find options\./);
    assert.equal((await types.documentationOf('Employee.save()'))?.place?.file.endsWith('Repository.d.ts'), true);
    assert.match((await types.documentationOf('In'))?.comment ?? '', /^Find Options Operator\./);
    const unscoped = await types.documentationOf('Repository.save');
    assert.match(unscoped?.signatures[0] ?? '', /^Repository\.save</);
    assert.match((await types.documentationOf('Column'))?.comment ?? '', /^Column decorator is used/);
    assert.equal(await types.documentationOf('nothing.at.all'), undefined);
  });

  test('sources: of a class, a property, a method, and of a function as it was entered', async () => {
    const { types } = lesson.parts;
    assert.match(
      (await types.sourceOf('Employee', false))?.text ?? '',
      /^@Entity\('employees'\)\nexport class Employee \{/,
    );
    assert.match((await types.sourceOf('Employee.projects', false))?.text ?? '', /projects!: Project\[\];$/);
    const method = await types.sourceOf('employee1.toString', false);
    assert.equal(
      method?.text,
      "toString(): string {\n  return represent('Employee', this.id, this.name, day(this.hireDate));\n}",
    );
    assert.equal(
      (await types.sourceOf('names', false))?.text,
      'const names = (people: Employee[]) => people.map(p => p.name)',
    );
  });
});

describe('the thread', () => {
  test('is replaced when it has died, and the next one knows the session', async () => {
    const started: Worker[] = [];
    const lesson = await LessonTypes.open({
      startWorker: () => {
        const worker = startWorker();
        started.push(worker);
        return worker;
      },
    });
    try {
      await lesson.run('employee1 = Employee.findOneBy({ id: 1 })');
      assert.equal(await lesson.type('employee1'), 'Employee | null');
      const open = lesson.type('employee1.name');
      await started[0]?.terminate();
      await assert.rejects(open, /TypeScript has ended/);
      assert.equal(await lesson.type('employee1.name'), 'string | null');
      assert.equal(started.length, 2);
    } finally {
      await lesson.close();
    }
  });

  test('is not started again and again', async () => {
    let started = 0;
    const lesson = await LessonTypes.open({
      startWorker: () => {
        started++;
        const worker = startWorker();
        void worker.terminate();
        return worker;
      },
    });
    try {
      for (let time = 0; time < 5; time++) assert.deepEqual(await lesson.suggestions('employee1.'), []);
      assert.equal(started, 3);
      await assert.rejects(lesson.type('1'), /ended several times/);
    } finally {
      await lesson.close();
    }
  });
});
