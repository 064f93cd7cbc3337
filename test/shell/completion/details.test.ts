import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { COMMANDS } from '../../../src/shell/commands';
import type { Completing } from './support/completing';
import { shape } from './support/completing';
import { lesson } from './support/lesson';

function summaryOf(command: string): string | undefined {
  return COMMANDS.find(({ name }) => name === command)?.summary;
}

/** `text kind type: detail`, of the first suggestion. */
function details(what: string, open: () => Promise<Completing>, lines: readonly (readonly [string, string])[]): void {
  describe(what, () => {
    let completing: Completing;
    before(async () => {
      completing = await open();
    });
    after(() => completing.parts.close());
    for (const [marked, wanted] of lines) {
      test(marked, () => {
        const [first] = completing.suggestions(marked);
        const { text, kind, type, detail } = first ?? assert.fail('nothing is suggested');
        const shown = [text, kind, ...(type === undefined ? [] : [type])].join(' ');
        assert.equal(detail === undefined ? shown : `${shown}: ${detail}`, wanted);
      });
    }
  });
}

details(
  'the lesson',
  () => lesson(['employee1 = Employee.findOneBy({ id: 1 })', 'const all = Employee.find()', 'n = 1']),
  [
    ['employee1.hi|', 'hireDate column string | null: column employees.hire_date'],
    ['employee1.id|', 'id column number: column employees.id'],
    ['employee1.mee|', 'meetings relation Meeting[]: many-to-many, employee_meetings'],
    ['employee1.ass|', 'assignments relation Assignment[]: one-to-many, assignments.employee_id'],
    ['employee1.pro|', 'projects relation Project[]: association proxy, assignments.project'],
    ['employee1.assignments[0].pro|', 'projectId column number | null: column assignments.project_id'],
    ['employee1.assignments[0].emp|', 'employeeId column number | null: column assignments.employee_id'],
    ['employee1.assignments[0].project|', 'projectId column number | null: column assignments.project_id'],
    ['employee1.meetings[0].sch|', 'scheduledTime column Date | null: column meetings.scheduled_time'],
    ['employee1.sav|', 'save method'],
    ['employee1.toS|', 'toString method'],
    ['Emp|', 'Employee entity: table employees'],
    ['emp|', 'employee1 variable Employee'],
    ['al|', 'all variable Employee[]'],
    ['n|', 'n variable number'],
    ['dataS|', 'dataSource variable DataSource'],
    ['rep|', 'repo function'],
    ['Lik|', 'Like operator'],
    ['aw|', 'await keyword'],
    ['Employee.findO|', 'findOne method'],
    ['Employee.find({ wh|', 'where option'],
    ['Employee.find({ ta|', 'take option number'],
    ['Employee.find({ where: { hi|', 'hireDate column string | null: column employees.hire_date'],
    ['Employee.find({ where: { name: Li|', 'Like operator'],
    ["Employee.find({ order: { name: '|", 'ASC value'],
    ["Employee.createQueryBuilder('|", 'employee alias Employee'],
    ["Employee.createQueryBuilder('e').where('|", 'e alias Employee'],
    ["Employee.createQueryBuilder('e').where('e.hi|", 'hireDate column string | null: column employees.hire_date'],
    ['sql`select * from emp|', 'employees table: table of Employee'],
    ['sql`select * from employee_m|', 'employee_meetings table: junction'],
    ['sql`select hire|', 'hire_date column date: column employees.hire_date'],
    ['.expl|', `explain command: ${summaryOf('explain')}`],
    ['.help sche|', `schema command: ${summaryOf('schema')}`],
    ['.schema Emp|', 'Employee entity'],
    ['.models --c|', '--count option'],
    ['.sql o|', 'off argument'],
    ['.load src/entities/emp|', 'employee.ts file: file'],
    ['.load sr|', 'src/ file: folder'],
    ["import('typeo|", 'typeorm file: module'],
    ['all.map(each => ea|', 'each variable Employee'],
    ['const f = () => 1; f|', 'f function'],
    ['class A {} A|', 'A class'],
  ],
);

details('columns of every kind', () => shape('columns'), [
  ['Thing.find()[0].col|', "colour column 'red' | 'green': column thing.colour"],
  ['Thing.find()[0].wor|', 'words column string[] | null: column thing.words'],
  ['Thing.find()[0].hot|', 'hot column boolean: column thing.hot'],
  ['Thing.find()[0].raw|', 'raw column Buffer | null: column thing.raw'],
  ['Thing.find()[0].fee|', 'fee column: column thing.fee'],
  ['Thing.find()[0].partC|', 'partCount column number: computed by a query'],
]);

details('embedded objects', () => shape('embedded'), [
  ['Customer.find()[0].addr|', 'address property Address: embedded'],
  ['Customer.find()[0].address.la|', 'labels relation Label[]: many-to-many, address_labels'],
]);
