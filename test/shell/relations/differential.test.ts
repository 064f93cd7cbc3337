import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ObjectLiteral } from 'typeorm';
import { diceOf, fill } from './fixtures/fill';
import { library } from './fixtures/library';
import { music } from './fixtures/music';
import { Prompt } from './fixtures/prompt';
import { Assignment, Employee, Meeting, Project, staff } from './fixtures/staff';
import { travel } from './fixtures/travel';

/** The ids of what a relation gives, or `null`. */
function ids(value: unknown): unknown {
  if (Array.isArray(value)) return (value as ObjectLiteral[]).map(({ id }) => id as unknown);
  return value === null || value === undefined ? null : ((value as ObjectLiteral).id as unknown);
}

const CLASSES = [Employee, Meeting, Project, Assignment] as const;
const RELATIONS = {
  Employee: ['meetings', 'assignments'],
  Meeting: ['employees'],
  Project: ['assignments'],
  Assignment: ['employee', 'project'],
};

type Step = readonly [
  kind: 'touch' | 'hold' | 'walk' | 'sql' | 'save' | 'move' | 'rename' | 'newLine',
  a: number,
  b: number,
];

const steps = fc.array(
  fc.tuple(
    fc.constantFrom<Step[0]>(
      'touch',
      'touch',
      'touch',
      'walk',
      'walk',
      'hold',
      'sql',
      'save',
      'move',
      'rename',
      'newLine',
    ),
    fc.nat(1_000),
    fc.nat(1_000),
  ),
  { minLength: 5, maxLength: 40 },
);

/** Whatever is touched, saved and written, in any order: each touch gives what a fresh `find` with relations gives. */
class Walk {
  /** Entities that code at the prompt holds in variables. */
  readonly #held: object[] = [];

  constructor(readonly prompt: Prompt) {}

  async take([kind, a, b]: Step): Promise<void> {
    const { prompt } = this;
    const { manager } = prompt.dataSource;
    const pick = <Element>(list: readonly Element[], by: number): Element | undefined =>
      list[by % Math.max(1, list.length)];
    switch (kind) {
      case 'hold':
        this.#held.push(...(await prompt.wait(manager.find(pick(CLASSES, a) as typeof Employee))));
        break;
      case 'touch':
        await this.#touch(pick(this.#held, a), b);
        break;
      case 'walk': {
        const next = await this.#touch(pick(this.#held, a), b);
        const entity = Array.isArray(next) ? pick(next as object[], b) : (next as object | null);
        if (entity) this.#held.push(entity);
        break;
      }
      case 'sql': {
        const employee = pick(await manager.find(Employee), a);
        const meeting = pick(await manager.find(Meeting), b);
        if (!employee || !meeting) break;
        const table = 'employee_meetings_meeting';
        const [known] = await prompt.dataSource.query<object[]>(
          `SELECT 1 FROM ${table} WHERE employeeId = ${employee.id} AND meetingId = ${meeting.id}`,
        );
        await prompt.wait(
          prompt.dataSource.query(
            known
              ? `DELETE FROM ${table} WHERE employeeId = ${employee.id} AND meetingId = ${meeting.id}`
              : `INSERT INTO ${table} VALUES (${employee.id}, ${meeting.id})`,
          ),
        );
        break;
      }
      case 'save': {
        const employee = pick(this.#of(Employee), a);
        const meeting = pick(this.#of(Meeting), b);
        if (!employee || !meeting) break;
        const list = await prompt.list<Meeting>(employee, 'meetings');
        const at = list.findIndex(({ id }) => id === meeting.id);
        if (at === -1) list.push(meeting);
        else list.splice(at, 1);
        await prompt.wait(manager.save(employee));
        break;
      }
      case 'move': {
        const assignment = pick(this.#of(Assignment), a);
        const project = pick(this.#of(Project), b);
        if (!assignment || !project) break;
        prompt.set(assignment, 'project', project);
        await prompt.wait(manager.save(assignment));
        break;
      }
      case 'rename': {
        const employee = pick(this.#of(Employee), a);
        if (!employee) break;
        prompt.set(employee, 'name', `Name ${b}`);
        await prompt.wait(manager.save(employee));
        break;
      }
      case 'newLine':
        prompt.newLine();
    }
  }

  #of<Entity extends object>(target: new () => Entity): Entity[] {
    return this.#held.filter((each): each is Entity => each instanceof target);
  }

  async #touch(entity: object | undefined, by: number): Promise<unknown> {
    if (entity === undefined) return null;
    const { prompt } = this;
    const { name } = entity.constructor as { name: keyof typeof RELATIONS };
    const relation = RELATIONS[name][by % RELATIONS[name].length];
    const touched = await prompt.get(entity, relation);
    const { id } = entity as { id: number };
    const fresh = await prompt.dataSource
      .getRepository<ObjectLiteral>(name)
      .findOne({ where: { id }, relations: { [relation]: true }, order: { [relation]: { id: 'ASC' } } });
    assert.deepEqual(ids(touched), ids(fresh?.[relation]), `${name} ${id}.${relation}`);
    return touched;
  }
}

test('touches and writes in any order give what is true', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), steps, async (seed, program) => {
      const prompt = await Prompt.open(staff);
      try {
        await fill(prompt.dataSource, diceOf(seed + 1), 5);
        prompt.newLine();
        const walk = new Walk(prompt);
        for (const target of [0, 1, 2, 3]) await walk.take(['hold', target, 0]);
        for (const step of program) await walk.take(step);
      } finally {
        await prompt.close();
      }
    }),
    { numRuns: 60 },
  );
});

for (const [name, entities] of Object.entries({ staff, library, travel, music })) {
  test(`every relation of any graph of ${name}, touched in any order, gives what find with relations gives`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(6), async (seed, most) => {
        const prompt = await Prompt.open(entities);
        try {
          const dice = diceOf(seed + 1);
          await fill(prompt.dataSource, dice, most);
          for (const metadata of prompt.dataSource.entityMetadatas) {
            if (metadata.tableType === 'junction') continue;
            for (const relation of metadata.relations) {
              if (relation.isEager || relation.embeddedMetadata) continue;
              const repository = prompt.dataSource.getRepository<ObjectLiteral>(metadata.target);
              const owners = await prompt.wait(repository.find());
              const expected = await repository.find({
                relations: { [relation.propertyName]: true },
                relationLoadStrategy: 'join',
              });
              const key = (entity: unknown): string =>
                JSON.stringify(relation.inverseEntityMetadata.getEntityIdMap(entity as ObjectLiteral) ?? null);
              const keys = (value: unknown): string[] =>
                (Array.isArray(value) ? (value as unknown[]).map(key) : [key(value)]).sort();
              const same = (entity: ObjectLiteral): string => JSON.stringify(metadata.getEntityIdMap(entity));
              for (const owner of [...owners].sort(() => dice(3) - 1)) {
                const touched = await prompt.get(owner, relation.propertyName);
                const truth = expected.find((each) => same(each) === same(owner));
                const wanted = truth && (relation.getEntityValue(truth) as unknown);
                assert.deepEqual(
                  keys(touched),
                  keys(wanted ?? (Array.isArray(touched) ? [] : null)),
                  `${metadata.name}.${relation.propertyName}`,
                );
              }
            }
          }
        } finally {
          await prompt.close();
        }
      }),
      { numRuns: 8 },
    );
  });
}
