import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { Column, Entity, PrimaryGeneratedColumn, type EntityManager } from 'typeorm';
import { onEachDatabase } from '../../support/databases';
import { Employee, staff } from './fixtures/staff';
import { travel } from './fixtures/travel';
import { Typed } from './fixtures/typed';

onEachDatabase('A misspelt name in a write', (database) => {
  let typed: Typed;
  before(async () => {
    typed = await Typed.open(staff, database.options);
    await typed.run("Employee.save({ name: 'Uri' }); Project.save({ title: 'P' })");
  });
  after(() => typed.close());

  const NO_NAM = 'Employee has no property "nam".\nDid you mean "name"?';
  const refused: readonly (readonly [line: string, told: string])[] = [
    ["Employee.save({ nam: 'x' })", NO_NAM],
    ["Employee.save([{ name: 'x' }, { nam: 'x' }])", NO_NAM],
    ["Employee.insert({ name: 'x', nam: 'x' })", NO_NAM],
    ["Employee.insert([{ name: 'x' }, { name: 'y', nam: 'x' }])", NO_NAM],
    ["Employee.update(1, { nam: 'x' })", NO_NAM],
    ["Employee.upsert({ id: 9, name: 'x', nam: 'x' }, ['id'])", NO_NAM],
    ["Employee.preload({ id: 1, nam: 'x' })", NO_NAM],
    ["Employee.preload({ name: 'x' })", 'preload() needs the primary key of the Employee: id.'],
    [
      "Employee.upsert({ name: 'x' })",
      "upsert() needs the properties that tell one row from another.\nWrite Employee.upsert(values, ['id']).",
    ],
    ["Employee.create({ nam: 'x' })", NO_NAM],
    ["Employee.create([{ nam: 'x' }])", NO_NAM],
    ["manager.save(Employee, { nam: 'x' })", NO_NAM],
    ["manager.save('Employee', { nam: 'x' })", NO_NAM],
    ["manager.getRepository(Employee).merge(Employee.findOneBy({ id: 1 }), { nam: 'x' })", NO_NAM],
    [
      "manager.transaction(inner => { inner.save(Employee, { name: 'y' }); inner.save(Employee, { nam: 'x' }) })",
      NO_NAM,
    ],
    ["[{ nam: 'x' }].forEach(Employee.save)", NO_NAM],
    [
      "Employee.save({ name: 'x', assignments: [{ rol: 'lead' }] })",
      'Assignment has no property "rol".\nDid you mean "role"?',
    ],
    ["Assignment.save({ role: 'x', employee: { di: 1 } })", 'Employee has no property "di".\nDid you mean "id"?'],
    [
      "const e = Employee.create({ name: 'x' }); e.assignments = [{ rol: 'lead' }]; e.save()",
      'Assignment has no property "rol".\nDid you mean "role"?',
    ],
    ['Project.save({ salary: 5 })', 'Project has no property "salary".\nIt has: id, title, employees, assignments.'],
    [
      "Employee.save({ name: 'x', greeting: 'Hi' })",
      'Employee.greeting is no column and no relation: it would not be written.\nLeave it out, or set it on the entity itself.',
    ],
    [
      "Employee.insert({ name: 'x', meetings: [] })",
      'Employee.meetings cannot be written here: only columns are.\nUse save(), which writes relations too.',
    ],
    [
      "Employee.insert({ name: 'x', projects: Project.find() })",
      'Employee.projects cannot be written here: it is an association proxy over assignments.\n' +
        'Write Employee.create({ projects: […] }).save(), or set it on an entity that was loaded.',
    ],
  ];
  for (const [line, told] of refused) {
    test(`${line} is refused, and nothing is written`, async () => {
      assert.equal(await typed.refusal(line), told);
      assert.deepEqual(await typed.run('Employee.find().map(e => e.name)'), ['Uri']);
      assert.equal(await typed.run('Assignment.count() + Project.count()'), 1);
    });
  }
});

describe('Written all the same', () => {
  let typed: Typed;
  const outside = {
    /** As a project's own service does it: what the model does not know is not written, and nobody minds. */
    create: (manager: EntityManager) => manager.save(Employee, { name: 'DTO', token: 'x' } as never),
    later: async (manager: EntityManager) => {
      await new Promise((resolve) => setImmediate(resolve));
      return manager.getRepository(Employee).insert({ name: 'later', token: 'x' } as never);
    },
  };
  beforeEach(async () => (typed = await Typed.open(staff, {}, { outside })));
  afterEach(() => typed.close());

  const names = (): Promise<unknown> => typed.run('Employee.find().map(e => e.name)');

  test('what a module of the project hands over, whatever else it holds', async () => {
    await typed.run('outside.create(manager); outside.later(manager)');
    assert.deepEqual(await names(), ['DTO', 'later']);
  });

  test('entities with properties that somebody put there', async () => {
    await typed.run("const e = Employee.create({ name: 'x' }); e.extra = 1; e.save(); Employee.create(e).save()");
    assert.deepEqual(await names(), ['x']);
  });

  test('names with undefined for what has none, and plain objects for rows', async () => {
    await typed.run("const p = Project.save({ title: 'P' })");
    await typed.run("Assignment.save({ role: 'x', employee: null, project: { id: p.id }, employeeId: undefined })");
    assert.equal(await typed.run('Assignment.find()[0].project.title'), 'P');
  });
});

onEachDatabase('An association proxy among the properties', (database) => {
  let typed: Typed;
  before(async () => {
    typed = await Typed.open(staff, database.options);
    await typed.run("Project.save([{ title: 'P' }, { title: 'Q' }])");
  });
  after(() => typed.close());

  const titles = (name: string): Promise<unknown> =>
    typed.run(`Employee.findOneBy({ name: '${name}' }).projects.map(p => p.title).sort()`);

  test('create() writes through it', async () => {
    await typed.run("Employee.create({ name: 'a', projects: Project.find() }).save()");
    assert.deepEqual(await titles('a'), ['P', 'Q']);
  });

  test('so does save() of a plain object, and of a list of them', async () => {
    await typed.run("Employee.save({ name: 'b', projects: [Project.findOneBy({ title: 'Q' })] })");
    assert.deepEqual(await titles('b'), ['Q']);
    await typed.run("Employee.save([{ name: 'c', projects: Project.find() }, { name: 'd' }])");
    assert.deepEqual(await titles('c'), ['P', 'Q']);
    assert.deepEqual(await titles('d'), []);
  });

  test('what is no project is refused', async () => {
    const count = await typed.run('Employee.count() + Assignment.count()');
    assert.match(
      await typed.refusal("Employee.create({ name: 'e', projects: [5] })"),
      /^Employee.projects holds Project objects: 5 /,
    );
    assert.match(
      await typed.refusal("Employee.save({ name: 'e', projects: [5] })"),
      /^Employee.projects holds Project objects: 5 /,
    );
    assert.equal(await typed.run('Employee.count() + Assignment.count()'), count);
  });
});

onEachDatabase('A relation that holds what is none', (database) => {
  let typed: Typed;
  before(async () => {
    typed = await Typed.open([...staff, ...travel], database.options);
    await typed.run("Meeting.save({ topic: 'M' }); Employee.save({ name: 'Uri', meetings: Meeting.find() })");
    await typed.run("Project.save({ title: 'P' }); Country.save({ code: 'UY' })");
  });
  after(() => typed.close());

  const refused: readonly (readonly [line: string, told: string])[] = [
    [
      'const e = Employee.findOneBy({ id: 1 }); e.meetings.push(5); e.save()',
      'Employee.meetings holds Meeting objects: 5 is none.',
    ],
    [
      'const e = Employee.findOneBy({ id: 1 }); e.meetings.push(null); e.save()',
      'Employee.meetings holds Meeting objects: null is none.',
    ],
    [
      'const e = Employee.findOneBy({ id: 1 }); e.meetings.push(Project.findOneBy({ id: 1 })); e.save()',
      'Employee.meetings holds Meeting objects: a Project is none.',
    ],
    [
      'const e = Employee.findOneBy({ id: 1 }); e.meetings = Meeting.findOneBy({ id: 1 }); e.save()',
      'Employee.meetings is a list of Meeting objects: a Meeting is none.',
    ],
    [
      "Assignment.save({ role: 'x', employee: 1 })",
      'Assignment.employee holds an Employee: 1 is none.\nGive it an Employee, or write employeeId in its place.',
    ],
    [
      "Assignment.save({ role: 'x', employee: Project.findOneBy({ id: 1 }) })",
      'Assignment.employee holds an Employee: a Project is none.',
    ],
    [
      "Assignment.save({ role: 'x', employee: Employee.find() })",
      'Assignment.employee holds an Employee: a list is none.',
    ],
    [
      "Assignment.save({ role: 'x', employee: new Date(0) })",
      'Assignment.employee holds an Employee: the date 1970-01-01T00:00:00.000Z is none.',
    ],
    [
      "Traveller.save({ name: 'T', address: { city: Country.findOneBy({ id: 1 }) } })",
      'Traveller.address.city holds a City: a Country is none.',
    ],
    [
      "Traveller.save({ name: 'T', address: { stret: 'x' } })",
      'Traveller.address has no property "stret".\nDid you mean "street"?',
    ],
    ["Traveller.save({ name: 'T', address: 'x' })", 'Traveller.address holds several columns: "x" is no object.'],
  ];
  for (const [line, told] of refused) {
    test(`${line} is refused`, async () => {
      assert.equal(await typed.refusal(line), told);
      assert.equal(await typed.run('Assignment.count() + Traveller.count()'), 0);
      assert.equal(await typed.run('Employee.findOneBy({ id: 1 }).meetings.length'), 1);
    });
  }

  for (const line of [
    'Employee.save(Project.findOneBy({ id: 1 }))',
    'Employee.save([{ name: "x" }, Project.findOneBy({ id: 1 })])',
    'manager.save(Employee, Project.findOneBy({ id: 1 }))',
    'Employee.insert(Project.findOneBy({ id: 1 }))',
    'Employee.remove(Project.findOneBy({ id: 1 }))',
    'Employee.softRemove([Project.findOneBy({ id: 1 })])',
    'Employee.create(Project.findOneBy({ id: 1 }))',
  ]) {
    test(`${line} is refused: its key would be taken for an employee's`, async () => {
      assert.equal(await typed.refusal(line), 'A Project is no Employee.\nUse Project or manager for it.');
      assert.deepEqual(await typed.run('Employee.find().map(e => e.name)'), ['Uri']);
    });
  }

  test('entities of child classes, and keys for one, are taken', async () => {
    await typed.run("const t = Traveller.save({ name: 'T', address: { street: 's' } })");
    await typed.run("Vehicle.remove(Vehicle.save(Car.create({ plate: 'V' })))");
    await typed.run("const car = Car.save({ plate: 'C', doors: 4, owner: { id: t.id } })");
    await typed.run(
      't.vehicles = [car]; Wheel.save({ inches: 16, vehicle: car }); Wheel.save({ inches: 17, vehicle: car.id })',
    );
    assert.equal(await typed.run('Car.find()[0].wheels.length'), 2);
    await typed.run(
      'Wheel.delete({ inches: 16 }); Wheel.delete({ inches: 17 }); Car.delete(car.id); Traveller.delete(t.id)',
    );
  });
});

@Entity()
class Thing {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'varchar', nullable: true }) label!: string | null;
  @Column({ type: 'int', nullable: true }) size!: number | null;
  @Column({ type: 'float', nullable: true }) weight!: number | null;
  @Column({ type: 'date', nullable: true }) day!: string | null;
  @Column({ type: Date, nullable: true }) moment!: Date | null;
  @Column({ type: 'time', nullable: true }) hour!: string | null;
  @Column({ type: Boolean, nullable: true }) sold!: boolean | null;
  @Column({
    type: 'varchar',
    nullable: true,
    transformer: { from: String, to: (value: object) => JSON.stringify(value) },
  })
  packed!: unknown;
}

onEachDatabase('A value that a column cannot hold', (database) => {
  let typed: Typed;
  before(async () => (typed = await Typed.open([Thing], database.options)));
  after(() => typed.close());

  const refused: readonly (readonly [values: string, property: string])[] = [
    ["day: 'tomorrow at noon'", 'day'],
    ["day: '2022-02-30'", 'day'],
    ["day: new Date('x')", 'day'],
    ["moment: 'when I am ready'", 'moment'],
    ["moment: '2022-13-01 10:00:00'", 'moment'],
    ["hour: 'late'", 'hour'],
    ["size: 'large'", 'size'],
    ["weight: 'heavy'", 'weight'],
    ["sold: 'perhaps'", 'sold'],
    ['label: { a: 1 }', 'label'],
    ["label: ['a']", 'label'],
  ];
  for (const [values, property] of refused) {
    test(`{ ${values} } is refused, with one line that names it`, async () => {
      for (const line of [
        `Thing.save({ ${values} })`,
        `Thing.insert({ ${values} })`,
        `manager.save(Object.assign(new Thing(), { ${values} }))`,
      ]) {
        const told = await typed.refusal(line);
        // PostgreSQL and MariaDB refuse most of it themselves.
        assert.match(told.split('\n')[0] ?? '', new RegExp(`\\bThing\\.${property}\\b|is not a valid|NaN`), told);
      }
      assert.equal(await typed.run('Thing.count()'), 0);
    });
  }

  const taken = [
    "day: '2022-05-17'",
    'day: new Date(2022, 4, 17)',
    "moment: '2022-05-17 10:00:00'",
    'moment: new Date(2022, 4, 17)',
    "hour: '09:30:00'",
    "size: '5'",
    'weight: 1.5',
    'sold: true',
    'label: 5',
    "label: () => 'lower(\\'X\\')'",
    'packed: { a: 1 }',
    'day: null, moment: null, size: null',
  ];
  for (const values of taken) {
    test(`{ ${values} } is written`, async () => {
      await typed.run('Thing.clear()');
      await typed.run(`Thing.insert({ ${values} })`);
      assert.equal(await typed.run('Thing.count()'), 1);
    });
  }
});

test('what the row holds already is no reason to refuse another change', async () => {
  const typed = await Typed.open([Thing]);
  await typed.prompt.dataSource.query("insert into thing (label, day) values ('a', '2020-01-01 00:00:00')");
  await typed.run("const thing = Thing.findOneBy({ label: 'a' }); thing.label = 'b'; thing.save()");
  assert.equal(await typed.run('Thing.find()[0].label'), 'b');
  assert.match(await typed.refusal("thing.day = 'never'; thing.save()"), /^Thing.day is a date, and "never" is none\./);
  assert.equal(await typed.run('Thing.find()[0].day'), '2020-01-01 00:00:00');
  await typed.close();
});

onEachDatabase('What a relation holds and is not saved', (database) => {
  let typed: Typed;
  before(async () => {
    typed = await Typed.open(staff, database.options);
    await typed.run("Meeting.save({ topic: 'M' }); Employee.save({ name: 'Uri', meetings: Meeting.find() })");
  });
  after(() => typed.close());

  const refused: readonly (readonly [line: string, told: string])[] = [
    [
      "Employee.save({ name: 'x', meetings: [{ topic: 'N' }] })",
      'Employee.meetings holds a Meeting that is not saved.',
    ],
    [
      "const e = Employee.findOneBy({ id: 1 }); e.meetings.push(Meeting.create({ topic: 'N' })); e.save()",
      'Employee.meetings holds a Meeting that is not saved.',
    ],
    [
      "Assignment.save({ role: 'r', employee: { name: 'x' } })",
      'Assignment.employee holds an Employee that is not saved.',
    ],
    [
      "Assignment.insert({ role: 'r', employee: { name: 'x' } })",
      'Assignment.employee holds an Employee that is not saved.',
    ],
    [
      "Employee.save({ name: 'x', assignments: [{ role: 'r', project: { title: 'T' } }] })",
      'Assignment.project holds a Project that is not saved.',
    ],
  ];
  for (const [line, told] of refused) {
    test(`${line} is refused`, async () => {
      assert.equal((await typed.refusal(line)).split('\n')[0], told);
      assert.deepEqual(await typed.run('[Employee.count(), Meeting.count(), Assignment.count()]'), [1, 1, 0]);
    });
  }

  test('what is saved in the same call, or by a cascade, is not', async () => {
    await typed.run(
      "const e = Employee.create({ name: 'y' }); const a = Assignment.create({ role: 'r', employee: e })",
    );
    await typed.run('manager.save([a, e])');
    await typed.run(
      "const f = Employee.create({ name: 'z' }); f.assignments = [Assignment.create({ employee: f })]; f.save()",
    );
    assert.equal(await typed.run('Employee.findOneBy({ name: "z" }).assignments.length'), 1);
    assert.equal(await typed.run('Employee.findOneBy({ name: "y" }).assignments[0].role'), 'r');
  });
});

test('create() keeps the entities that it is given, also where they lead in a circle', async () => {
  const typed = await Typed.open(staff);
  await typed.run("Meeting.save({ topic: 'M' }); Project.save({ title: 'P' })");
  await typed.run("Employee.create({ name: 'Uri', meetings: Meeting.find(), projects: Project.find() }).save()");
  await typed.run('const e = Employee.findOneBy({ id: 1 }); e.assignments[0].employee.meetings[0].employees.length');
  await typed.run(
    "const f = Employee.create({ name: 'f', assignments: e.assignments, meetings: [e.meetings[0], { topic: 'N' }] })",
  );
  assert.deepEqual(
    await typed.run(
      '[f.assignments[0] === e.assignments[0], f.assignments === e.assignments, f.meetings[0] === e.meetings[0], f.meetings[1] instanceof Meeting, f.name]',
    ),
    [true, false, true, true, 'f'],
  );
  assert.deepEqual(await typed.run('const g = Employee.create(e); [g.id, g.assignments[0] === e.assignments[0]]'), [
    1,
    true,
  ]);
  assert.match(await typed.refusal('Employee.create(5)'), /^create\(\) takes an object of values: 5 is none/);
  assert.match(
    await typed.refusal('manager.getRepository(Employee).merge(Employee.create({ name: "h" }), e)'),
    /leads back to itself/,
  );
  await typed.close();
});
