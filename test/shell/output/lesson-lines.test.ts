import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Assignment } from '../../../src/entities/assignment';
import { Employee } from '../../../src/entities/employee';
import { Meeting } from '../../../src/entities/meeting';
import { Project } from '../../../src/entities/project';
import { formatValue, type FormatOptions } from '../../../src/shell/output/format-value';
import { openLibrary, type Library } from './fixtures/library';

describe('the lines that the lesson prints', () => {
  let library: Library;
  let options: FormatOptions;
  before(async () => {
    library = await openLibrary(undefined, [Employee, Meeting, Project, Assignment]);
    const { Chalk } = await import('chalk');
    options = { model: library.model, colors: new Chalk({ level: 0 }), width: 200 };
    const { manager } = library.dataSource;
    const project = await manager.save(Project, { title: 'XYZ Project Flask server', budget: 50_000 });
    const people = await manager.save(Employee, [
      { name: 'Uri Lee', hireDate: '2022-05-17' },
      { name: 'Tristan Tal', hireDate: '2020-01-30' },
    ]);
    const [uri] = people;
    const dates = { startDate: new Date(2023, 4, 28), endDate: new Date(2023, 9, 30) };
    await manager.save(Assignment, { role: 'Project manager', ...dates, employee: uri, project });
  });
  after(() => library.dataSource.destroy());

  test('a list of employees', async () => {
    const employees = await library.dataSource.manager.find(Employee);
    assert.equal(
      formatValue(employees, options),
      '[<Employee 1, Uri Lee, 2022-05-17>, <Employee 2, Tristan Tal, 2020-01-30>]',
    );
  });

  test('an assignment, with what it belongs to loaded and not', async () => {
    const { manager } = library.dataSource;
    const start = '<Assignment 1, Project manager, 2023-05-28 00:00:00, 2023-10-30 00:00:00';
    const loaded = await manager.findOne(Assignment, {
      where: { id: 1 },
      relations: { employee: true, project: true },
    });
    assert.equal(formatValue(loaded, options), `${start}, Uri Lee, XYZ Project Flask server>`);
    assert.equal(formatValue(await manager.findOneBy(Assignment, { id: 1 }), options), `${start}, …, …>`);
  });

  test('a view across the association', async () => {
    const relations = { assignments: { employee: true } };
    const project = await library.dataSource.manager.findOneOrFail(Project, { where: { id: 1 }, relations });
    assert.equal(formatValue(project.employees, options), '[<Employee 1, Uri Lee, 2022-05-17>]');
    assert.equal(formatValue(project, options), '<Project 1, XYZ Project Flask server, 50000>');
  });
});
