import 'reflect-metadata';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AssociationProxy } from '../src/association-proxy';

/** Random array programs, run on the view and on a plain array side by side: same results, same errors, same content. */

@Entity()
class Owner {
  @PrimaryGeneratedColumn()
  id!: number;
  @OneToMany(() => Link, (link) => link.owner)
  links!: Relation<Link>[];
  @AssociationProxy<Link, Far>('links', 'far')
  declare fars: (Far | null)[];
}

@Entity()
class Far {
  @PrimaryGeneratedColumn()
  id!: number;
  @OneToMany(() => Link, (link) => link.far)
  links!: Relation<Link>[];

  toString(): string {
    return `far ${this.id}`;
  }
}

@Entity()
class Link {
  @PrimaryGeneratedColumn()
  id!: number;
  @ManyToOne(() => Owner, (owner) => owner.links)
  owner!: Relation<Owner> | null;
  @ManyToOne(() => Far, (far) => far.links)
  far!: Relation<Far> | null;
}

type List = (Far | null)[];
type Step = { readonly name: string; readonly run: (list: List, pool: List) => unknown };

const place = fc.integer({ min: -6, max: 8 });
const from = fc.oneof(
  { weight: 4, arbitrary: place },
  fc.constantFrom(undefined, NaN, 1.7, '1', Infinity, -Infinity, null),
);
const index = fc.nat(5);
const picks = (maxLength: number): fc.Arbitrary<number[]> => fc.array(index, { maxLength });
const from_ = (pool: List, picked: readonly number[]): List => picked.map((each) => pool[each]!);

/** A step by a method, with arguments that are numbers and then picked far objects. */
function call(
  method: keyof List,
  numbers: fc.Arbitrary<readonly unknown[]>,
  objects: fc.Arbitrary<number[]>,
): fc.Arbitrary<Step> {
  return fc.tuple(numbers, objects).map(([some, picked]) => ({
    name: `${String(method)}(${[...some.map(String), ...picked.map((each) => `#${each}`)].join()})`,
    run: (list, pool) => (list[method] as (...args: unknown[]) => unknown)(...some, ...from_(pool, picked)),
  }));
}

const none = fc.constant([] as never[]);
const byId = (left: Far | null, right: Far | null): number => (right?.id ?? 0) - (left?.id ?? 0);

const step: fc.Arbitrary<Step> = fc.oneof(
  call('push', none, picks(3)),
  call('unshift', none, picks(3)),
  call('pop', none, none),
  call('shift', none, none),
  call('splice', fc.oneof(none, fc.tuple(from), fc.tuple(from, from)), none),
  call('splice', fc.tuple(from, from), picks(4)),
  call('reverse', none, none),
  call('copyWithin', fc.oneof(fc.tuple(from), fc.tuple(from, from), fc.tuple(from, from, from)), none),
  fc.tuple(index, from, from).map(([pick, start, end]): Step => ({
    name: `fill(#${pick},${String(start)},${String(end)})`,
    run: (list, pool) => list.fill(pool[pick], start as number, end as number),
  })),
  fc.constantFrom<Step>(
    { name: 'sort()', run: (list) => list.sort() },
    { name: 'sort(byId)', run: (list) => list.sort(byId) },
    { name: 'sort(5)', run: (list) => list.sort(5 as never) },
    {
      name: 'reading',
      run: (list) => [
        list.at(-1),
        list.indexOf(null),
        list.slice(1),

        list.toReversed(),
        list.includes(list[0]),
        list.length,
      ],
    },
    {
      name: 'keys',
      run: (list) => [
        Object.keys(list),
        Object.entries(list),
        1 in list,
        '01' in list,
        list[-1],
        Reflect.ownKeys(list),
      ],
    },
    { name: 'length = -1', run: (list) => (list.length = -1) },
  ),
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), index).map(([where, pick]): Step => ({
    name: `[${where}] = #${pick}`,
    // Up to the length, which appends: past it the view differs on purpose.
    run: (list, pool) => (list[Math.floor(where * list.length)] = pool[pick]!),
  })),
  fc.nat(4).map((length): Step => ({
    name: `length = ${length}`,
    run: (list) => (list.length = Math.min(length, list.length)),
  })),
  // What a library may do that borrows Array's own methods.
  fc.tuple(fc.nat(3), fc.nat(3), picks(1)).map(([start, count, picked]): Step => ({
    name: `Array.prototype.splice.call(${start},${count},${picked.join()})`,
    // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- whatever the array method gives
    run: (list, pool) => Array.prototype.splice.call(list, start, count, ...from_(pool, picked)),
  })),
);

interface World {
  readonly owner: Owner;
  readonly pool: List;
}

function world(start: readonly number[], farListsLoaded: boolean): World {
  const pool: List = Array.from({ length: 5 }, (_, id) =>
    Object.assign(new Far(), { id: id + 1 }, farListsLoaded && { links: [] }),
  );
  pool.push(null);
  const owner: Owner = Object.assign(new Owner(), { id: 1 });
  owner.links = start.map((pick, place) => {
    const link = Object.assign(new Link(), { id: place + 1, owner, far: pool[pick] });
    if (farListsLoaded) pool[pick]?.links.push(link);
    return link;
  });
  return { owner, pool };
}

/** What a step gave: its value (the list itself by name), or the error it threw. */
function outcome(list: List, run: () => unknown): unknown {
  try {
    const value = run();
    return value === list ? 'the list' : { value };
  } catch (error) {
    return { thrown: (error as Error).name };
  }
}

/** What holds between the three sides after every step. */
function assertConsistent({ owner, pool }: World, farListsLoaded: boolean): void {
  assert.equal(new Set(owner.links).size, owner.links.length, 'no association object is listed twice');
  for (const link of owner.links) assert.equal(link.owner, owner);
  if (!farListsLoaded) return;
  for (const far of pool) {
    if (far === null) continue;
    assert.deepEqual(
      new Set(far.links),
      new Set(owner.links.filter((link) => link.far === far)),
      'the far list has the same',
    );
    assert.equal(new Set(far.links).size, far.links.length);
  }
}

for (const farListsLoaded of [false, true]) {
  test(`behaves as a plain array, far lists ${farListsLoaded ? 'loaded' : 'not loaded'}`, () => {
    fc.assert(
      fc.property(picks(6), fc.array(step, { minLength: 1, maxLength: 12 }), (start, steps) => {
        const here = world(start, farListsLoaded);
        const view = here.owner.fars;
        const plain = from_(here.pool, start);
        for (const { name, run } of steps) {
          const expected = outcome(plain, () => run(plain, here.pool));
          assert.deepEqual(
            outcome(view, () => run(view, here.pool)),
            expected,
            name,
          );
          assert.deepEqual([...view], plain, name);
          assertConsistent(here, farListsLoaded);
        }
      }),
      { numRuns: 1500 },
    );
  });
}

test('assigning a list keeps the most association objects it can', () => {
  fc.assert(
    fc.property(picks(6), picks(6), (start, next) => {
      const here = world(start, true);
      const before = [...here.owner.links];
      here.owner.fars = from_(here.pool, next);
      assert.deepEqual([...here.owner.fars], from_(here.pool, next));
      assertConsistent(here, true);
      const count = (list: readonly number[], pick: number): number => list.filter((each) => each === pick).length;
      const kept = here.owner.links.filter((link) => before.includes(link)).length;
      const most = [0, 1, 2, 3, 4, 5].reduce((sum, pick) => sum + Math.min(count(start, pick), count(next, pick)), 0);
      assert.equal(kept, most);
    }),
  );
});

test('a refused write changes nothing', () => {
  const refused = fc.constantFrom<(list: List, bad: never) => unknown>(
    (list, bad) => list.push(null, bad),
    (list, bad) => list.unshift(bad),
    (list, bad) => list.splice(0, 2, null, bad),
    (list, bad) => (list[0] = bad),
    (list, bad) => list.fill(bad, 0, 9),
  );
  const bad = fc.oneof(
    fc.integer(),
    fc.string(),
    fc.boolean(),
    fc.constant(undefined),
    fc.object(),
    fc.constant(new Owner()),
  );
  fc.assert(
    fc.property(fc.array(index, { minLength: 1, maxLength: 6 }), refused, bad, (start, write, value) => {
      const here = world(start, true);
      const links = [...here.owner.links];
      assert.throws(() => write(here.owner.fars, value as never), TypeError);
      assert.deepEqual(here.owner.links, links);
      assert.deepEqual([...here.owner.fars], from_(here.pool, start));
      assertConsistent(here, true);
    }),
  );
});
