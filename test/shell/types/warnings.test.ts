import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { before, describe, test } from 'node:test';
import ts from 'typescript';
import * as typeorm from 'typeorm';
import { createDataSource } from '../../../src/data-source';
import { dataSourceOptions } from '../../../src/data-source-options';
import { findOperators } from '../../../src/shell/names/find-operators';
import { Model } from '../../../src/shell/model';
import { isCommand } from '../../../src/shell/commands/parse-command';
import { scopeFacts } from '../../../src/shell/types/scope-facts';
import { SessionProgram } from '../../../src/shell/types/session-program';
import { warningsIn, warningsOn } from '../../../src/shell/types/warnings';
import { DOCUMENTS, TYPES, textOf } from '../../docs/run-document';
import { shellSteps } from '../../docs/transcripts';
import { sessionsIn } from '../code/support/sessions';

const ROOT = resolve(__dirname, '../../..');

describe('what TypeScript warns of', () => {
  let program: SessionProgram;
  /** As if they had run. */
  const enter = (...texts: readonly string[]): void => {
    const ran = texts.map((text) => ({ text, implicitAwait: true }));
    program.update({ before: program.length, ran, variables: [], implicitAwait: true });
  };
  before(async () => {
    const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' })).initialize();
    const operators = Object.keys(findOperators(typeorm));
    const model = new Model(dataSource);
    program = new SessionProgram(ts, scopeFacts({ model, operators, sourceFile: undefined, currentFolder: ROOT }));
    await dataSource.destroy();
    enter('employee1 = Employee.findOneBy({ id: 1 })');
  });

  for (const [text, warning] of [
    ['Employee.findBy({ name: 5 })', 'Employee.name is string | null, not number.'],
    ['Employee.find({ where: { projects: { title: true } } })', 'Project.title is string | null, not boolean.'],
    ['repo(Employee).findBy({ hireDate: new Date() })', 'Employee.hireDate is string | null, not Date.'],
    ['manager.findBy(Employee, { name: Like(5) })', 'Employee.name is string | null, not FindOperator<number>.'],
    ['Employee.create({ name: 5 })', 'Employee.name is string | null, not number.'],
    ["Employee.find({ withDeleted: 'yes' })", 'withDeleted is boolean, not string.'],
    ['Employee.update({ id: 1 }, { name: 5 })', 'Employee.name is string | null, not number.'],
    ['Employee.insert({ name: 5 })', 'Employee.name is string | null, not number.'],
    ['Employee.countBy()', 'countBy() has no argument "where".'],
    ['Employee.find().map(e => Project.findBy({ title: e.id }))', 'Project.title is string | null, not number.'],
  ] as const)
    test(text, () => assert.deepEqual(warningsOn(text, program), [warning]));

  for (const text of [
    // The run says these, with better words.
    'Employee.find({ where: { nmae: 5 } })',
    "Employee.findBy({ id: 'x' })",
    'Employee.findOneBy()',
    "Employee.find({ take: 'a' })",
    'employee1.nmae',
    'employee1.name.toFixd()',
    // These are none of the model's.
    "const text: number = 'one'",
    'parseInt()',
    'nothing.at.all',
    'const list = []; list.push({ name: 5 })',
    'Employee.find().filter(employee => employee.name.length > 3)',
    'Employee.find(',
  ])
    test(`nothing: ${text}`, () => assert.deepEqual(warningsOn(text, program), []));

  test('no line of the documents is warned of, nor of those that .code is tested with', () => {
    const documents = DOCUMENTS.filter((name) => name !== TYPES);
    const lines = [
      ...sessionsIn(join(ROOT, 'test/shell/code/lines')).flatMap(({ world, lines: own }) =>
        world === 'lesson' ? own : [],
      ),
      ...documents.flatMap((name) => shellSteps(textOf(name)).map(({ input }) => input)),
    ].filter((line) => !isCommand(line));
    assert.ok(lines.length > 450, String(lines.length));
    const first = program.length;
    enter(...lines);
    const warned = lines.flatMap((line, index) => {
      return warningsIn(program.readRan(first + index), program).map((warning) => `${line}: ${warning}`);
    });
    assert.deepEqual(warned, []);
  });
});
