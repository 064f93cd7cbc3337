import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Worker } from 'node:worker_threads';
import type { Request } from '../../../src/shell/types/messages';
import { startWorker } from '../../../src/shell/types/types-thread';
import { runCommand } from '../../support/run-command';
import { LessonTypes } from './support/lesson-types';

describe('.type, .doc, .source and .types', () => {
  let lesson: LessonTypes;
  before(async () => {
    lesson = await LessonTypes.open();
    await lesson.run('employee1 = Employee.findOneBy({ id: 1 })');
  });
  after(() => lesson.close());
  const call = (input: string): Promise<string> => runCommand(lesson.parts, input, { width: 60 });

  test('.type says a type, or in one line what is wrong', async () => {
    assert.equal(await call('.type employee1.meetings'), 'Meeting[]');
    await assert.rejects(call('.type nothing'), { message: "TypeScript: Cannot find name 'nothing'." });
    await assert.rejects(call('.type'), { message: '.type needs an expression.' });
  });

  test('.doc of an entity without a comment says its table, of a column what it is', async () => {
    assert.equal(
      await call('.doc Employee'),
      'class Employee\ntable employees: id, name, hire_date\nsrc/entities/employee.ts:9',
    );
    assert.equal(
      await call('.doc employee1.hireDate'),
      [
        'Employee.hireDate: string | null',
        '`YYYY-MM-DD`: a day has no time, so it is no `Date`.',
        'column employees.hire_date: date, nullable',
        'src/entities/employee.ts:18',
      ].join('\n'),
    );
  });

  test('.doc is no wider than the screen', async () => {
    const text = await call('.doc dataSource.transaction');
    assert.match(text, /^DataSource\.transaction<T>\(runInTransaction:/);
    assert.match(text, /\nnode_modules\/typeorm\/data-source\/DataSource\.d\.ts:\d+$/);
    for (const line of text.split('\n').slice(0, -1)) assert.ok(line.length <= 60, line);
  });

  test('.doc of a command is its help', async () => {
    assert.equal(await call('.doc .types'), await call('.help types'));
  });

  test('.source says where, then what', async () => {
    assert.match(
      await call('.source Meeting'),
      /^src\/entities\/meeting\.ts:6\n@Entity\('meetings'\)\nexport class Meeting \{/,
    );
    await lesson.run("const tools = JSON.parse('{}')", 'tools.twice = (n) => n * 2');
    assert.match(await call('.source tools.twice'), /n \* 2/);
    await assert.rejects(call('.source nothing'), { message: 'TypeScript knows no source of nothing.' });
  });

  test('.types off: no line is warned of; each warning is said once', async () => {
    const { types } = lesson.parts;
    const [said] = await types.warningsOn('Employee.findBy({ name: 5 })');
    assert.equal(said, 'TypeScript: Employee.name is string | null, not number. (.types off silences this)');
    assert.deepEqual(await types.warningsOn('Employee.findBy({ name: 6 })'), []);
    assert.equal(await call('.types off'), 'Warnings of TypeScript are off.');
    assert.deepEqual(await types.warningsOn('Project.findBy({ title: 5 })'), []);
    assert.equal(await call('.types on'), 'Warnings of TypeScript are on.');
    assert.equal((await types.warningsOn('Project.findBy({ title: 5 })')).length, 1);
  });
});

test('an input that was looked at before it runs is not looked at again; the same one in another session is', async () => {
  const asked: string[] = [];
  const lesson = await LessonTypes.open({ startWorker: () => heard(startWorker(), asked) });
  try {
    const { types } = lesson.parts;
    const wrong = 'Employee.findBy({ name: 5 })';
    await lesson.type('1');
    types.lookAt(wrong);
    types.lookAt(wrong);
    assert.equal((await types.warningsOn(wrong)).length, 1);
    assert.deepEqual(asked, ['type', 'check']);
    types.lookAt('Employee.count()');
    await lesson.type('1');
    await lesson.run('const five = 5');
    await types.warningsOn('Employee.count()');
    assert.deepEqual(asked.slice(2), ['check', 'type', 'check']);
  } finally {
    await lesson.close();
  }
});

/** A thread of which is noted what it is asked. */
function heard(worker: Worker, asked: string[]): Worker {
  const post = worker.postMessage.bind(worker);
  worker.postMessage = (message: Request) => {
    asked.push(message.kind);
    post(message);
  };
  return worker;
}

test('with --no-types nothing is started, and the commands say why', async () => {
  const lesson = await LessonTypes.open({ types: false, startWorker: () => assert.fail('a thread was started') });
  try {
    lesson.parts.types.start();
    assert.deepEqual(await lesson.suggestions('Employee.'), []);
    assert.deepEqual(await lesson.parts.types.warningsOn('Employee.findBy({ name: 5 })'), []);
    for (const command of ['.type 1', '.doc Employee', '.source Employee', '.types'])
      await assert.rejects(
        runCommand(lesson.parts, command),
        /asks TypeScript, and the shell was started with --no-types/,
      );
  } finally {
    await lesson.close();
  }
});
