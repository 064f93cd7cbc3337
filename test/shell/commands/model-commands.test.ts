import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { MASK, NO_MASKING } from '../../../src/shell/safety/masking/masking';
import type { ShellParts } from '../../../src/shell/shell-parts';
import { connections } from '../../support/connections';
import { onEachDatabase } from '../../support/databases';
import { runCommand } from '../../support/run-command';
import { lessonShell } from '../schema/support/lesson-shell';
import { SHAPES } from '../shapes/models';
import { ShapeShell } from '../shapes/support/shape-shell';

const lines = (...all: readonly string[]): string => all.join('\n');

async function value(parts: ShellParts, input: string): Promise<unknown> {
  const outcome = await parts.session.run(input);
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

/** How many queries a command sends. */
async function sent(parts: ShellParts, input: string): Promise<string> {
  parts.view.sql = 'off';
  const { session } = parts;
  let shown = '';
  const summary = await session.attend(async () => {
    shown = await runCommand(parts, input);
  });
  assert.notEqual(shown, '');
  return summary.join('\n').replace(/ · .*/, '');
}

onEachDatabase('the model of the lesson', (database) => {
  const open = connections(database);

  test('.models --count counts the rows of all tables in one query', async () => {
    const parts = await lessonShell(await open());
    assert.equal(
      await runCommand(parts, '.models --count', { width: 79 }),
      lines(
        'entity      table              rows  columns               relations',
        'Assignment  assignments           3  id, role, +4          employee, project',
        'Employee    employees             4  id, name, hire_date   meetings, +2',
        'Meeting     meetings              2  id, topic, +2         employees',
        'Project     projects              2  id, title, budget     assignments, +1',
        '            employee_meetings     5  employee_id, +1       junction of Employe…',
        '4 entities, 1 junction table',
      ),
    );
    assert.equal(await sent(parts, '.models --count'), '1 query');
    assert.equal(await sent(parts, '.models'), '');
  });

  test('.models --count says which table is missing, and what cannot be read', async () => {
    const parts = await lessonShell(await open());
    const { dataSource } = parts.model;
    await dataSource.query('DROP TABLE assignments');
    assert.match(await runCommand(parts, '.models --count'), /^Assignment {2}assignments {3,}no table /m);
    await dataSource.query('CREATE TABLE gone (id integer)');
    await dataSource.query('CREATE VIEW assignments AS SELECT id FROM gone');
    await dataSource.query(`DROP TABLE gone${database.kind === 'postgres' ? ' CASCADE' : ''}`);
    const text = await runCommand(parts, '.models --count');
    if (database.kind === 'postgres') assert.match(text, /no table/);
    else
      assert.match(
        text,
        /^Assignment {2}assignments {3,}cannot be read .*\n(?:.*\n)*assignments: .*(?:assignments|gone)/m,
      );
    assert.match(text, /^Employee .* 4 /m);
  });

  test('.models --count and .relations see what an open transaction has written', async () => {
    const parts = await lessonShell(await open());
    const runner = parts.model.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('DELETE FROM employee_meetings');
    assert.match(await runCommand(parts, '.models --count meet'), /^ +employee_meetings +0 /m);
    assert.match(await runCommand(parts, '.relations Employee.find()'), /^meetings +Meeting\[\] +none +0 +0 +0 +4$/m);
    await runner.rollbackTransaction();
    await runner.release();
    assert.match(await runCommand(parts, '.models --count meet'), /^ +employee_meetings +5 /m);
  });

  test('.relations asks once for each relation, and changes nothing', async () => {
    const parts = await lessonShell(await open());
    await value(parts, 'employee1 = Employee.findOneBy({ id: 1 })');
    assert.equal(
      await runCommand(parts, '.relations employee1'),
      lines(
        'Employee 1',
        'relation     leads to      in memory   in the database',
        'meetings     Meeting[]     not loaded  2',
        'assignments  Assignment[]  not loaded  1',
        'projects     Project[]     not loaded  through assignments',
      ),
    );
    assert.equal(await sent(parts, '.relations employee1'), '2 queries');
    const employee1 = (await value(parts, 'employee1')) as object;
    assert.deepEqual(Object.keys(employee1), ['id', 'name', 'hireDate']);
    await value(parts, 'employee1.projects; employee1.meetings.push(Meeting.create({ topic: "new" }))');
    assert.equal(
      await runCommand(parts, '.relations employee1'),
      lines(
        'Employee 1',
        'relation     leads to      in memory  in the database',
        'meetings     Meeting[]     3          2',
        'assignments  Assignment[]  1          1',
        'projects     Project[]     1          through assignments',
      ),
    );
    assert.equal(
      await runCommand(parts, '.relations employee1.assignments[0]'),
      lines(
        'Assignment 1',
        'relation  leads to  in memory   in the database',
        'employee  Employee  not loaded  Employee 1',
        'project   Project   Project 1   Project 1',
      ),
    );
  });

  test('.relations of a list: in all, the least, the most, and how many have none', async () => {
    const parts = await lessonShell(await open());
    assert.equal(
      await runCommand(parts, '.relations [...Employee.find(), new Employee()]'),
      lines(
        '5 × Employee, 1 not saved',
        'relation     leads to      loaded for      in the database  least  most  without',
        'meetings     Meeting[]     none                          5      1     2        0',
        'assignments  Assignment[]  none                          3      0     2        2',
        'projects     Project[]     none        through assignments',
      ),
    );
    assert.equal(await sent(parts, '.relations Employee.find()'), '3 queries');
    assert.equal(
      await runCommand(parts, '.relations Assignment.find({ relations: { project: true } })'),
      lines(
        '3 × Assignment',
        'relation  leads to  loaded for  in the database  without',
        'employee  Employee  none                      3        0',
        'project   Project   all                       3        0',
      ),
    );
  });

  test('nothing is written', async () => {
    const parts = await lessonShell(await open());
    const digest = async (): Promise<string> => {
      const rows: unknown[] = [];
      for (const table of ['employees', 'meetings', 'projects', 'assignments', 'employee_meetings'])
        rows.push(await parts.model.dataSource.query(`SELECT * FROM ${table} ORDER BY 1, 2`));
      const file = database.kind === 'sqlite' ? readFileSync(new URL(database.url).pathname) : '';
      return createHash('sha256').update(JSON.stringify(rows)).update(file).digest('hex');
    };
    const before = await digest();
    for (const command of [
      '.models --count',
      '.schema Employee',
      '.path --all Employee Project',
      '.path Project Project',
      '.relations Employee.find()',
      '.relations Assignment.findOneBy({ id: 1 })',
    ])
      assert.notEqual(await runCommand(parts, command), '', command);
    assert.equal(await digest(), before);
  });
});

onEachDatabase(
  'commands on the lesson',
  (database) => {
    const open = connections(database);
    const shell = async (): Promise<ShellParts> => lessonShell(await open());

    test('.path breaks code that is too wide in its braces', async () => {
      const shown = await runCommand(await shell(), '.path Employee Project', { width: 62 });
      assert.ok(
        shown.includes(
          lines(
            '  find     Employee.find({',
            '             relations: { assignments: { project: true } },',
            '           })',
          ),
        ),
        shown,
      );
    });

    test('.models with room for all, and for a word', async () => {
      const parts = await shell();
      assert.equal(
        await runCommand(parts, '.models EMPLOYEE', { width: 150 }),
        lines(
          'entity    table              columns                  relations',
          'Employee  employees          id, name, hire_date      meetings: Meeting[], assignments: Assignment[], projects: Project[]',
          '          employee_meetings  employee_id, meeting_id  junction of Employee.meetings',
          '1 entity, 1 junction table',
        ),
      );
    });

    test('.models at 80 columns: lists of names are cut to what fits; counts say that they count', async () => {
      const parts = await shell();
      const at80 = await runCommand(parts, '.models', { width: 80 });
      assert.match(at80, /^Assignment +assignments +id, role, \+4 +employee, project$/m);
      assert.match(
        await runCommand(parts, '.models', { width: 50 }),
        /^entity +table +# columns\n[^]*\n {4}# relations 2\n/,
      );
    });

    test('.sql last shows what a command sent after the line', async () => {
      const parts = await shell();
      await value(parts, 'Employee.count()');
      await parts.session.attend(() => runCommand(parts, '.models --count').then(() => undefined));
      assert.match(await runCommand(parts, '.sql last'), /AS all_rows/);
      await parts.session.attend(() => runCommand(parts, '.models').then(() => undefined));
      assert.match(await runCommand(parts, '.sql last'), /AS all_rows/);
      await parts.session.attend(() => runCommand(parts, '.relations Employee.find()').then(() => undefined));
      assert.match(await runCommand(parts, '.sql last'), /employee_meetings/);
    });

    test('.schema and .erd say which relation there is not, and that one entity is wanted', async () => {
      const parts = await shell();
      for (const command of ['.schema', '.erd']) {
        await assert.rejects(runCommand(parts, `${command} Employee.meeting`), {
          name: 'UserError',
          message: 'Employee has no relation meeting.',
          hint: 'Did you mean meetings?',
        });
        await assert.rejects(runCommand(parts, `${command} Employee.meetings.employes`), {
          message: 'Meeting has no relation employes.',
        });
      }
      await assert.rejects(runCommand(parts, '.schema zzz.employes'), { message: 'There is no entity zzz.employes.' });
      await assert.rejects(runCommand(parts, '.schema Employee Meeting'), {
        message: 'One entity is wanted: Meeting is one too many.',
      });
      await assert.rejects(runCommand(parts, '.path Employee, Project'), {
        message: '.path takes two entities with no comma between them.',
        hint: 'Write .path Employee Project',
      });
    });

    test('.erd takes a table, a relation, and what holds an entity', async () => {
      const parts = await shell();
      await value(parts, 'var one = Employee.findOneBy({ id: 1 })');
      const drawn = await runCommand(parts, '.erd Employee --depth 0');
      for (const word of ['employees', 'Meeting.employees', 'one', 'employee'])
        assert.equal(await runCommand(parts, `.erd ${word} --depth 0`), drawn, word);
    });

    test('no line is wider than the output', async () => {
      const parts = await shell();
      for (const width of [50, 80, 130])
        for (const command of [
          '.models --count',
          '.schema Assignment',
          '.schema Employee',
          '.relations Employee.find()',
        ])
          for (const line of (await runCommand(parts, command, { width })).split('\n'))
            assert.ok(line.length <= width, `${width}: ${command}\n${line}`);
    });

    test('.models: what is broken, and words that are none', async () => {
      const parts = await shell();
      const names = { ...parts.names, broken: [{ name: 'Post.author', reason: 'there is no Author' }] };
      assert.match(await runCommand(parts, '.models', { names }), /\nbroken {2}Post\.author: there is no Author$/);
      assert.equal(await runCommand(parts, '.models post', { names }), 'broken  Post.author: there is no Author');
      await assert.rejects(runCommand(parts, '.models employes'), {
        message: 'No entity and no table has "employes" in its name.',
        hint: 'Did you mean Employee?',
      });
      await assert.rejects(runCommand(parts, '.models --counts'), {
        message: '.models has no option --counts: did you mean --count?',
      });
      await assert.rejects(runCommand(parts, '.models a b'), { name: 'UserError' });
    });

    test('.schema on a narrow screen: what does not fit is below', async () => {
      assert.equal(
        await runCommand(await shell(), '.schema Employee', { width: 80 }),
        lines(
          'Employee, table employees',
          'column     property  type     null  default         key',
          'id                   integer  no    auto-increment  PK',
          'name                 varchar  yes',
          'hire_date  hireDate  date     yes',
          '',
          'relation     leads to      type          owner  inverse',
          'meetings     Meeting[]     many-to-many  yes    employees',
          '    kept in employee_meetings (employee_id, meeting_id)',
          'assignments  Assignment[]  one-to-many   no     employee',
          '    kept in assignments.employee_id · also cascade insert, update',
          'projects     Project[]     proxy',
          '    kept in assignments, then project',
          '',
          'The database agrees with the entity.',
        ),
      );
    });

    test('.schema takes a class, a table, a relation, and what holds entities', async () => {
      const parts = await shell();
      await value(parts, 'employee1 = Employee.findOneBy({ id: 1 }); all = Project.find(); people = repo(Employee)');
      for (const [text, title] of [
        ['employee', 'Employee, table employees'],
        ['EMPLOYEES', 'Employee, table employees'],
        ['employee1', 'Employee, table employees'],
        ['all', 'Project, table projects'],
        ['people', 'Employee, table employees'],
        ['employee1.meetings', 'Meeting, table meetings'],
        ['employee1.meetings[0]', 'Meeting, table meetings'],
        ['Employee.assignments.project', 'Project, table projects'],
        ['Project.findOneBy({ id: 1 })', 'Project, table projects'],
        ['employee_meetings', 'table employee_meetings, junction of Employee.meetings'],
      ] as const)
        assert.equal((await runCommand(parts, `.schema ${text}`)).split('\n')[0], title, text);
    });

    test('.schema of what is none', async () => {
      const parts = await shell();
      for (const [text, message, hint] of [
        ['Employe', 'There is no entity Employe.', 'Did you mean Employee?'],
        ['asignment', 'There is no entity asignment.', 'Did you mean Assignment?'],
        ['qqq', 'There is no entity qqq.', '.models lists the entities.'],
        ['', '.schema needs an entity.', 'For example: .schema Employee'],
        ['1 + 1', '1 + 1 is no entity, and no list of them.', '.models lists the entities.'],
      ] as const)
        await assert.rejects(runCommand(parts, `.schema ${text}`), { name: 'UserError', message, hint });
      await assert.rejects(runCommand(parts, '.schema qqq()'), { name: 'ReferenceError' });
    });

    test('.path: steps, shortcuts, and what is written to go them', async () => {
      const parts = await shell();
      assert.equal(
        await runCommand(parts, '.path Meeting Project', { width: 80 }),
        lines(
          'Meeting.employees → Employee.assignments → Assignment.project, 3 steps',
          '  short    employee.projects',
          '  find     Meeting.find({',
          '             relations: { employees: { assignments: { project: true } } },',
          '           })',
          "  builder  repo(Meeting).createQueryBuilder('meeting')",
          "             .leftJoinAndSelect('meeting.employees', 'employee')",
          "             .leftJoinAndSelect('employee.assignments', 'assignment')",
          "             .leftJoinAndSelect('assignment.project', 'project')",
          '             .getMany()',
          '  SQL      FROM "meetings" "meeting"',
          '           LEFT JOIN "employee_meetings" "employee_meeting"',
          '             ON "employee_meeting"."meeting_id"="meeting"."id"',
          '           LEFT JOIN "employees" "employee"',
          '             ON "employee"."id"="employee_meeting"."employee_id"',
          '           LEFT JOIN "assignments" "assignment"',
          '             ON "assignment"."employee_id"="employee"."id"',
          '           LEFT JOIN "projects" "project"',
          '             ON "project"."id"="assignment"."project_id"',
        ),
      );
      const first = async (input: string): Promise<string> => (await runCommand(parts, input)).split('\n')[0];
      assert.equal(await first('.path Employee Meeting'), 'Employee.meetings, 1 step');
      assert.equal(await first('.path employees projects'), 'Employee.assignments → Assignment.project, 2 steps');
      assert.equal(await first('.path Employee Employee'), 'Employee.meetings → Meeting.employees, 2 steps');
      assert.equal(
        await first('.path Project Project'),
        'Project.assignments → Assignment.employee → Employee.assignments → Assignment.project, 4 steps',
      );
      assert.equal(
        await runCommand(parts, '.path employee_meetings Project'),
        'No relations lead from employee_meetings to Project.\nemployee_meetings has no relations.',
      );
    });

    test('.path with other arguments', async () => {
      const parts = await shell();
      for (const [text, message] of [
        ['', '.path needs two entities.'],
        ['Employee', '.path needs two entities.'],
        ['Employee Project Meeting', '.path takes two entities: Meeting is one too many.'],
        ['--max x Employee Project', '--max takes a number, not x.'],
        ['--max', '--max takes a number.'],
        ['--most Employee Project', '.path has no option --most.'],
        ['Employee Projet', 'There is no entity Projet.'],
      ] as const)
        await assert.rejects(runCommand(parts, `.path ${text}`), { name: 'UserError', message });
    });

    test('.relations of what has none', async () => {
      const parts = await shell();
      for (const [text, message] of [
        ['', '.relations needs an entity.'],
        ['Employee', 'Employee is an entity class, and no entity.'],
        ['5', '5 is no entity, and no list of them.'],
        ['[]', '[] gives an empty list.'],
        ['Employee.findOneBy({ id: 99 })', 'Employee.findOneBy({ id: 99 }) gives null.'],
      ] as const)
        await assert.rejects(runCommand(parts, `.relations ${text}`), { name: 'UserError', message });
      await assert.rejects(runCommand(parts, '.relations nobody'), { name: 'ReferenceError' });
      assert.equal(
        await runCommand(parts, '.relations new Meeting()'),
        lines('Meeting, not saved', 'relation   leads to    in memory', 'employees  Employee[]  not loaded'),
      );
    });

    test('an input that .relations or .schema evaluates is no input of the session', async () => {
      const parts = await shell();
      await value(parts, '1 + 1');
      await runCommand(parts, '.relations Employee.find()');
      await runCommand(parts, '.schema Project.find()');
      assert.equal(await value(parts, '_'), 2);
      assert.deepEqual(parts.session.inputs, ['1 + 1', '_']);
    });
  },
  ['sqlite'],
);

describe('on other models', () => {
  const on = (shape: string, input: string, width = 130): Promise<string> => {
    return withShape(shape, ({ parts }) => runCommand(parts, input, { width }));
  };

  async function withShape<Result>(shape: string, work: (shell: ShapeShell) => Promise<Result>): Promise<Result> {
    const shell = await ShapeShell.open(SHAPES[shape]);
    try {
      return await work(shell);
    } finally {
      await shell.close();
    }
  }

  test('.models: classes that share a table, views, trees, schemas, soft-deleted rows', async () => {
    assert.match(
      await on('inheritance', '.models --count content'),
      /^Content {5}content +4 .*\n {2}Photo {5}content +1 +size +people: Person\[\]\n {2}Poll {6}content +1 +answers, votes, askerId +asker: Person\n/m,
    );
    assert.match(
      await on('inheritance', '.models photo'),
      /^Photo +content +size +people: Person\[\] +kind of Content\n/m,
    );
    assert.match(
      await on('views', '.models --count'),
      /^WriterStats +writer_stats +2 +id, name, posts +writer: Writer +view$/m,
    );
    assert.match(await on('trees', '.models'), /^Category .* tree, closure-table$/m);
    assert.match(
      await on('trees', '.models'),
      /^ +category_closure .* closure table of Category\n5 entities, 1 closure table$/m,
    );
    assert.match(await on('schemas', '.models'), /^Tag +tag +code +lines: OrderLine\[\], note: Note +schema$/m);
    assert.match(await on('lifecycle', '.models --count account'), /^Account +account +3 \(2 deleted\) /m);
  });

  test('.schema does not show the default of a secret, and what print is given is redacted', async () => {
    await withShape('columns', async ({ parts }) => {
      const shown = await runCommand(parts, '.schema Thing', {
        masking: {
          ...NO_MASKING,
          hides: ({ propertyName }) => propertyName === 'colour',
          redact: (text) => text.replaceAll('agrees', 'AGREES'),
        },
      });
      assert.match(shown, new RegExp(`^colour +varchar +no +${MASK} +one of red, green, masked$`, 'm'));
      assert.match(shown, /AGREES/);
    });
  });

  test('.schema: computed columns, parts of the key in an embedded object, indices of several columns', async () => {
    assert.match(await on('columns', '.schema Thing'), /^ +partCount +integer +a query of its own$/m);
    assert.match(await on('embedded', '.schema Invoice'), /^noYear +number\.year +integer +no +PK$/m);
    assert.match(await on('composite', '.schema Zone'), /^country +varchar\(2\) .* 1 of 2$/m);
    assert.match(
      await on('inheritance', '.schema Photo'),
      /^Photo, table content, kind of Content, where type is Photo\n/,
    );
    assert.match(await on('lifecycle', '.schema Account'), /^secret +varchar +no +not selected, masked$/m);
  });

  test('.path: relations of one side, no way back, classes that share a table', async () => {
    assert.match(
      await on('embedded', '.path Label Town'),
      /^No relations lead from Label to Town\.\nThe other way there is: Town\.customers → Customer\.address\.labels\nLabel has no relations\.$/,
    );
    assert.match(
      await on('links', '.path Visit Club'),
      /^No relations lead from Visit to Club\.\nFrom Visit, nearest first: House, Room$/,
    );
    assert.match(
      await on('inheritance', '.path Area Photo'),
      /^Area\.contents, 1 step, to each Content that is a Photo\n/,
    );
    assert.match(
      await on('links', '.path Member Member'),
      /^Member\.friends, 1 step\n[^]*\n\nThere are more: \.path --max 10 Member Member$/,
    );
    assert.equal((await on('links', '.path --max 1 Member Member')).match(/ step/g)?.length, 1);
    assert.match(
      await on('composite', '.path Order Product'),
      /\n\nThere are longer ways: \.path --all Order Product$|SQL/,
    );
  });

  test('.relations: composite and embedded keys, lazy relations, soft-deleted rows, several classes', async () => {
    await withShape('composite', async ({ parts }) => {
      await value(parts, 'line = OrderLine.findOneBy({ orderId: 1, productId: 1 })');
      assert.equal(
        await runCommand(parts, '.relations line'),
        lines(
          'OrderLine 1/1',
          'relation   leads to    in memory   in the database',
          'order      Order       not loaded  Order 1',
          'product    Product     not loaded  Product 1',
          'discounts  Discount[]  not loaded  2',
          'offers     Offer[]     not loaded  2',
        ),
      );
    });
    assert.match(await on('links', '.relations Letter.findOneBy({ id: 1 })'), /^copies +Member\[\]? +not loaded +2$/m);
    assert.match(
      await on('lifecycle', '.relations Account.findOneBy({ email: "ann@x" })'),
      /^sessions +Session\[\] +not loaded +2$/m,
    );
    assert.match(
      await on('embedded', '.relations Invoice.find()'),
      /^3 × Invoice\n[^]*^positions +Position\[\] +none +3 +0 +2 +1$/m,
    );
    assert.match(
      await on('inheritance', '.relations Content.find()'),
      /^1 × Photo\n[^]*\n\n1 × Question\n[^]*\n\n1 × Poll\n/m,
    );
    assert.match(await on('views', '.relations LongPost.find()'), /^writer +Writer +none +2 +0$/m);
  });
});
