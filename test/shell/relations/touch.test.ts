import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { Author, Book, library, Portrait, Shelf } from './fixtures/library';
import { Album, music, Track, type Band, type Label } from './fixtures/music';
import { Prompt } from './fixtures/prompt';
import { Assignment, Employee, Meeting, Project, staff } from './fixtures/staff';
import { Address, City, Traveller, travel } from './fixtures/travel';

let prompt: Prompt;
afterEach(() => prompt.close());

/** `count` employees with `each` assignments, all on one of ten projects. */
async function manyEmployees(count: number, each: number): Promise<void> {
  const { manager } = prompt.dataSource;
  const projects = await manager.save(
    Array.from({ length: 10 }, (_, index) => manager.create(Project, { title: `P${index}` })),
  );
  const employees = Array.from({ length: count }, (_, index) => ({ id: index + 1, name: `E${index + 1}` }));
  for (let from = 0; from < count; from += 5_000) await manager.insert(Employee, employees.slice(from, from + 5_000));
  const assignments = employees.flatMap(({ id }) =>
    Array.from({ length: each }, (_, index) => ({ employeeId: id, project: projects[(id + index) % 10] })),
  );
  for (let from = 0; from < assignments.length; from += 5_000)
    await manager.insert(Assignment, assignments.slice(from, from + 5_000));
}

describe('One touch', () => {
  beforeEach(async () => {
    prompt = await Prompt.open(staff);
    await manyEmployees(3, 2);
  });

  test('loads the relation for all entities of the result, once', async () => {
    const employees = await prompt.wait(prompt.dataSource.manager.find(Employee));
    const queries = await prompt.queries(async () => {
      for (const employee of employees) assert.equal((await prompt.list(employee, 'assignments')).length, 2);
      for (const employee of employees) await prompt.get(employee, 'assignments');
    });
    assert.equal(queries.length, 1);
  });

  test('keeps what it loaded as an ordinary property', async () => {
    const employee = await prompt.wait(prompt.dataSource.manager.findOneByOrFail(Employee, { id: 1 }));
    const meetings = await prompt.list<Meeting>(employee, 'meetings');
    assert.equal(employee.meetings, meetings);
    assert.deepEqual(Object.getOwnPropertyDescriptor(employee, 'meetings'), {
      value: [],
      writable: true,
      enumerable: true,
      configurable: true,
    });
  });

  test('and a save of the owner writes nothing of what only leads back to it', async () => {
    const employee = await prompt.wait(prompt.dataSource.manager.findOneByOrFail(Employee, { id: 1 }));
    await prompt.list<Assignment>(employee, 'assignments');
    employee.name = 'renamed';
    const queries = await prompt.queries(() => prompt.dataSource.manager.save(employee));
    assert.deepEqual(
      queries.filter(({ kind }) => kind === 'write').map(({ tables }) => tables),
      [[prompt.dataSource.getMetadata(Employee).tableName]],
    );
  });

  test('fills the way back with the owner itself', async () => {
    const employee = await prompt.wait(prompt.dataSource.manager.findOneByOrFail(Employee, { id: 1 }));
    const queries = await prompt.queries(async () => {
      const [assignment] = await prompt.list<Assignment>(employee, 'assignments');
      assert.equal(await prompt.get(assignment, 'employee'), employee);
    });
    assert.equal(queries.length, 1);
  });

  test('makes no circle for who prints it as JSON', async () => {
    const employee = await prompt.wait(prompt.dataSource.manager.findOneByOrFail(Employee, { id: 1 }));
    for (const project of await prompt.list<Project>(employee, 'projects')) await prompt.get(project, 'assignments');
    const { assignments } = JSON.parse(JSON.stringify(employee)) as Employee;
    assert.deepEqual(Object.keys(assignments[0] as object), ['id', 'role', 'employeeId', 'project']);
  });

  test('gives one object for one row', async () => {
    const assignments = await prompt.wait(prompt.dataSource.manager.find(Assignment));
    const projects = new Map<number, object>();
    for (const assignment of assignments) {
      const project = (await prompt.get(assignment, 'project')) as Project;
      assert.equal(projects.get(project.id) ?? project, project);
      projects.set(project.id, project);
    }
    assert.equal(projects.size, 4);
  });

  test('saves through the cycle that it made', async () => {
    const employee = await prompt.wait(prompt.dataSource.manager.findOneByOrFail(Employee, { id: 1 }));
    const [assignment] = await prompt.list<Assignment>(employee, 'assignments');
    if (assignment !== undefined) assignment.role = 'Lead';
    await prompt.wait(prompt.dataSource.manager.save(employee));
    assert.equal(await prompt.dataSource.manager.countBy(Assignment, { role: 'Lead' }), 1);
    assert.equal(await prompt.dataSource.manager.count(Assignment), 6);
  });

  test('two at a time run one query', async () => {
    const employees = await prompt.wait(prompt.dataSource.manager.find(Employee));
    const queries = await prompt.queries(() =>
      Promise.all(employees.map((employee) => prompt.get(employee, 'assignments'))),
    );
    assert.equal(queries.length, 1);
  });

  test('of an unsaved entity runs no query', async () => {
    const queries = await prompt.queries(async () => {
      const employee = prompt.dataSource.manager.create(Employee, { name: 'New' });
      assert.deepEqual(await prompt.get(employee, 'meetings'), []);
      assert.deepEqual(await prompt.get(employee, 'projects'), []);
      assert.equal(await prompt.get(new Assignment(), 'project'), null);
    });
    assert.equal(queries.length, 0);
  });

  test('of an unsaved entity follows the foreign key that it was given', async () => {
    const assignment = prompt.dataSource.manager.create(Assignment, { employeeId: 2 });
    assert.equal(((await prompt.get(assignment, 'employee')) as Employee).name, 'E2');
  });

  test('that fails rejects with the error of TypeORM, and loads again later', async () => {
    const employee = await prompt.wait(prompt.dataSource.manager.findOneByOrFail(Employee, { id: 1 }));
    await prompt.dataSource.query('ALTER TABLE assignment RENAME TO gone');
    await assert.rejects(prompt.get(employee, 'assignments'), { name: 'QueryFailedError' });
    assert.equal(employee.assignments, undefined);
    await prompt.dataSource.query('ALTER TABLE gone RENAME TO assignment');
    assert.equal((await prompt.list(employee, 'assignments')).length, 2);
  });

  test('sees what the open transaction has written', async () => {
    await prompt.dataSource.transaction(async (manager) => {
      await manager.insert(Assignment, { employeeId: 3 });
      const employee = await prompt.wait(manager.findOneByOrFail(Employee, { id: 3 }));
      assert.equal((await prompt.list(employee, 'assignments')).length, 3);
    });
  });

  test('looks at nothing but entities', () => {
    const noticed: PropertyKey[] = [];
    const watching = new Proxy(
      {},
      { get: (_, key) => noticed.push(key), getPrototypeOf: () => (noticed.push('prototype'), Employee.prototype) },
    );
    const getter = Object.defineProperty({}, 'meetings', { get: () => noticed.push('meetings'), configurable: true });
    for (const object of [watching, getter, Object.create(null) as object]) {
      assert.equal(prompt.relations.beforeRead(object, 'meetings'), undefined);
      assert.equal(prompt.relations.beforePrint([object]), undefined);
      prompt.relations.settled(object);
    }
    prompt.newLine();
    assert.deepEqual(noticed, []);
  });

  test('is not needed to peek', async () => {
    const employee = await prompt.wait(prompt.dataSource.manager.findOneByOrFail(Employee, { id: 1 }));
    const queries = await prompt.queries(async () =>
      assert.equal(prompt.relations.peek(employee, 'meetings'), undefined),
    );
    assert.equal(queries.length, 0);
    const meetings = await prompt.get(employee, 'meetings');
    assert.equal(prompt.relations.peek(employee, 'meetings'), meetings);
    assert.equal(prompt.relations.peek({ meetings: 1 }, 'meetings'), undefined);
  });
});

describe('Many siblings', () => {
  beforeEach(async () => {
    prompt = await Prompt.open(staff);
  });

  test('a loop over the projects of 1,000 employees is 3 queries', async () => {
    await manyEmployees(1_000, 5);
    let projects = 0;
    const queries = await prompt.queries(async () => {
      for (const employee of await prompt.wait(prompt.dataSource.manager.find(Employee)))
        projects += (await prompt.list(employee, 'projects')).length;
    });
    assert.equal(projects, 5_000);
    assert.equal(queries.length, 3);
  });

  test('so is the same loop by hand, three levels deep', async () => {
    await manyEmployees(1_000, 5);
    const queries = await prompt.queries(async () => {
      for (const employee of await prompt.wait(prompt.dataSource.manager.find(Employee))) {
        for (const assignment of await prompt.list<Assignment>(employee, 'assignments'))
          assert.ok(await prompt.get(assignment, 'project'));
      }
    });
    assert.equal(queries.length, 3);
  });

  test('more than one query takes come in chunks, the first of them small', async () => {
    await manyEmployees(40_000, 0);
    const employees = await prompt.wait(prompt.dataSource.manager.find(Employee));
    const first = await prompt.queries(() => prompt.get(employees[500], 'meetings'));
    assert.deepEqual(
      first.map(({ parameters }) => parameters.length),
      [1_000],
    );
    const rest = await prompt.queries(async () => {
      for (const employee of employees) await prompt.get(employee, 'meetings');
    });
    assert.deepEqual(
      rest.map(({ parameters }) => parameters.length),
      [30_000, 9_000],
    );
  });

  test('are siblings still on the next line, and in what find with relations loaded', async () => {
    await manyEmployees(20, 2);
    const [employees, count] = await prompt.wait(
      prompt.dataSource.manager.findAndCount(Employee, { relations: { assignments: true } }),
    );
    assert.equal(count, 20);
    prompt.newLine();
    const queries = await prompt.queries(async () => {
      for (const employee of employees)
        for (const assignment of employee.assignments) await prompt.get(assignment, 'project');
      for (const employee of employees) await prompt.get(employee, 'meetings');
    });
    assert.equal(queries.length, 2);
  });
});

describe('The library', () => {
  beforeEach(async () => {
    prompt = await Prompt.open(library);
  });

  test('leads one-to-one both ways with one query', async () => {
    const { manager } = prompt.dataSource;
    const author = await manager.save(manager.create(Author, { name: 'A' }));
    await manager.save(manager.create(Portrait, { painter: 'P', author }));
    const found = await prompt.wait(manager.findOneByOrFail(Author, { id: author.id }));
    const queries = await prompt.queries(async () => {
      const portrait = (await prompt.get(found, 'portrait')) as Portrait;
      assert.equal(portrait.painter, 'P');
      assert.equal(await prompt.get(portrait, 'author'), found);
    });
    assert.equal(queries.length, 1);
  });

  test('leaves out what is soft-deleted, as find does, and brings eager relations', async () => {
    const { manager } = prompt.dataSource;
    const author = await manager.save(manager.create(Author, { name: 'A' }));
    const shelf = await manager.save(manager.create(Shelf, { room: 'R' }));
    const [, gone] = await manager.save(
      ['Kept', 'Gone'].map((title) => manager.create(Book, { title, author, shelf })),
    );
    await manager.softRemove(gone);
    const books = await prompt.list<Book>(
      await prompt.wait(manager.findOneByOrFail(Author, { id: author.id })),
      'books',
    );
    assert.deepEqual(
      books.map((book) => [book.title, book.shelf?.room]),
      [['Kept', 'R']],
    );
  });

  test('saving what leads to a soft-deleted row does not cut it off', async () => {
    const { manager } = prompt.dataSource;
    const authorTable = prompt.dataSource.getMetadata(Book).tableName;
    const author = await manager.save(manager.create(Author, { name: 'A' }));
    const book = await manager.save(manager.create(Book, { title: 'B', author }));
    await prompt.dataSource.query('PRAGMA foreign_keys = OFF');
    await manager.update(Book, { id: book.id }, { author: { id: 99 } });
    const found = await prompt.wait(manager.findOneByOrFail(Book, { id: book.id }));
    assert.equal(await prompt.get(found, 'author'), null);
    found.title = 'New';
    await prompt.wait(manager.save(found));
    const [row] = await prompt.dataSource.query<{ authorId: number; title: string }[]>(
      `SELECT authorId, title FROM ${authorTable}`,
    );
    assert.deepEqual({ ...row }, { authorId: 99, title: 'New' });
  });
});

describe('Embedded, lazy and schema entities', () => {
  test('a relation inside an embedded object loads through it', async () => {
    prompt = await Prompt.open(travel);
    const { manager } = prompt.dataSource;
    const city = await manager.save(manager.create(City, { name: 'Rome' }));
    await manager.save(
      [1, 2].map((index) =>
        manager.create(Traveller, { name: `T${index}`, address: Object.assign(new Address(), { street: 'S', city }) }),
      ),
    );
    const travellers = await prompt.wait(manager.find(Traveller));
    const queries = await prompt.queries(async () => {
      for (const traveller of travellers) {
        const address = await prompt.get(traveller, 'address');
        assert.equal(((await prompt.get(address, 'city')) as City).name, 'Rome');
      }
    });
    assert.equal(queries.length, 1);
  });

  test('a lazy relation loads for all siblings, and its promise is settled then', async () => {
    prompt = await Prompt.open(music);
    const { manager } = prompt.dataSource;
    await manager.insert(Album, [{ title: 'A1' }, { title: 'A2' }]);
    await prompt.dataSource.query("INSERT INTO track (name, albumId) VALUES ('T1', 1), ('T2', 2)");
    const albums = await prompt.wait(manager.find(Album));
    const queries = await prompt.queries(async () => {
      for (const album of albums) assert.equal((await prompt.list(album, 'tracks')).length, 1);
      for (const album of albums) assert.equal((await album.tracks).length, 1);
    });
    assert.equal(queries.length, 1);
  });

  test('a lazy relation of an unsaved entity takes a push, and a plain value', async () => {
    prompt = await Prompt.open(music);
    const { manager } = prompt.dataSource;
    const album = new Album();
    prompt.set(album, 'title', 'New');
    const tracks = await prompt.list<Track>(album, 'tracks');
    tracks.push(manager.create(Track, { name: 'One' }));
    await prompt.wait(manager.save(album));
    assert.equal(await manager.count(Track), 1);
    const other = new Album();
    other.title = 'Other';
    prompt.set(other, 'tracks', [manager.create(Track, { name: 'Two' })]);
    await prompt.wait(manager.save(other));
    assert.equal((await other.tracks)[0].name, 'Two');
    assert.equal(await manager.count(Track), 2);
  });

  test('a lazy load that fails outside of a touch ends nothing, and works later', async () => {
    prompt = await Prompt.open(music);
    const { manager } = prompt.dataSource;
    const album = await manager.save(manager.create(Album, { title: 'A' }));
    const found = await manager.findOneByOrFail(Album, { id: album.id });
    await prompt.dataSource.query('ALTER TABLE track RENAME TO gone');
    await assert.rejects(found.tracks, { name: 'QueryFailedError' });
    await prompt.dataSource.query('ALTER TABLE gone RENAME TO track');
    assert.deepEqual(await found.tracks, []);
  });

  test('entities of a schema without a class are known', async () => {
    prompt = await Prompt.open(music);
    const labels = prompt.dataSource.getRepository<Label>('Label');
    const bands = prompt.dataSource.getRepository<Band>('Band');
    const label = await labels.save(labels.create({ name: 'L' }));
    await prompt.dataSource.manager.save('Band', [
      { name: 'B1', label },
      { name: 'B2', label },
    ]);
    const found = await prompt.wait(labels.findOneByOrFail({ id: label.id }));
    const list = await prompt.list<Band>(found, 'bands');
    assert.deepEqual(
      list.map(({ name }) => name),
      ['B1', 'B2'],
    );
    assert.equal(await prompt.get(list[0], 'label'), found);
    const plain = { name: 'B3' };
    await prompt.wait(prompt.dataSource.manager.save('Band', plain));
    assert.equal(await prompt.get(plain, 'label'), null);
    assert.equal(await bands.count(), 3);
  });
});
