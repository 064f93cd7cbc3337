/**
 * Models and changes by chance, the same ones every time: what is renamed keeps its rows, nothing is left to do after the way up, and the
 * catalogue is as it was after the way down. RANDOM_MIGRATIONS=200 tries so many on each database.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as typeorm from 'typeorm';
import type { DataSource, EntitySchemaColumnOptions } from 'typeorm';
import { onEachDatabase } from '../../../support/databases';
import { change, type ModelChange, type Schema } from './changed-model';

const TRIES = Number(process.env.RANDOM_MIGRATIONS ?? 2);
const FIRST = Number(process.env.RANDOM_FIRST ?? 1);

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Column {
  readonly property: string;
  readonly name: string;
  readonly type: 'int' | 'bigint' | 'short' | 'long' | 'enum' | 'date';
  readonly nullable: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  /** The property of the table that it refers to. */
  readonly refers?: string;
}

interface Table {
  readonly entity: string;
  readonly name: string;
  readonly key: string;
  readonly columns: readonly Column[];
  /** Two columns that are unique together. */
  readonly together?: readonly [string, string];
}

const TYPES: Readonly<Record<Column['type'], EntitySchemaColumnOptions>> = {
  int: { type: 'int' },
  bigint: { type: 'bigint' },
  short: { type: 'varchar', length: 20 },
  long: { type: 'varchar', length: 60 },
  enum: { type: 'simple-enum', enum: ['one', 'two', 'three'] },
  date: { type: 'date' },
};
const VALUES: Readonly<Record<Column['type'], readonly unknown[]>> = {
  int: [1, 2, 3],
  bigint: ['10', '20', '30'],
  short: ['a', "b'b", 'c"c'],
  long: ['x', '', 'z z'],
  enum: ['one', 'two', 'three'],
  date: ['2020-01-01', '2021-02-03', '2022-12-31'],
};
/** What a type may become without losing anything. */
const WIDER: Partial<Readonly<Record<Column['type'], Column['type']>>> = { int: 'bigint', short: 'long' };

function model(next: () => number): readonly Table[] {
  const chance = (share: number): boolean => next() < share;
  const types = Object.keys(TYPES) as Column['type'][];
  const tables = ['Alpha', 'Beta', 'Gamma'].slice(0, 2 + Math.floor(next() * 2));
  return tables.map((entity): Table => {
    const columns = Array.from({ length: 2 + Math.floor(next() * 4) }, (_, at): Column => {
      const type = types[Math.floor(next() * types.length)];
      const isReference = chance(0.3);
      return {
        property: `p${at}`,
        name: `${entity.toLowerCase()}_c${at}`,
        type: isReference ? 'int' : type,
        nullable: isReference || chance(0.5),
        unique: !isReference && type !== 'enum' && chance(0.2),
        index: chance(0.3),
        ...(isReference && { refers: tables[Math.floor(next() * tables.length)] }),
      };
    });
    return {
      entity,
      name: `${entity.toLowerCase()}s`,
      key: 'id',
      columns,
      // On SQLite TypeORM takes the name of a unique column for that of a constraint that has it too.
      ...(chance(0.4) &&
        columns.slice(0, 2).every(({ unique, refers }) => !unique && refers === undefined) && {
          together: [columns[0].property, columns[1].property] as const,
        }),
    };
  });
}

/** Another model that it became, and what has to be said of it. */
function changed(
  before: readonly Table[],
  next: () => number,
): { readonly after: readonly Table[]; readonly given: readonly string[] } {
  const chance = (share: number): boolean => next() < share;
  const given: string[] = [];
  const after = before.map((table): Table => {
    const name = chance(0.3) ? `${table.name}_new` : table.name;
    if (name !== table.name) given.push(`${table.name}:${name}`);
    const key = chance(0.15) ? 'key' : table.key;
    if (key !== table.key) given.push(`${table.name}.id:${name}.key`);
    const columns = table.columns.flatMap((column): Column[] => {
      // One that takes no NULL could not be put back where there are rows.
      if (chance(0.15) && column.nullable && table.together?.includes(column.property) !== true) return [];
      const isRenamed = chance(0.35);
      if (isRenamed) given.push(`${table.name}.${column.name}:${name}.${column.name}_x`);
      const type = column.refers === undefined && chance(0.25) ? (WIDER[column.type] ?? column.type) : column.type;
      return [
        {
          ...column,
          type,
          name: isRenamed ? `${column.name}_x` : column.name,
          nullable: column.nullable || chance(0.1),
          // MariaDB needs the index of a foreign key, and TypeORM drops it all the same.
          index: chance(0.15) && column.refers === undefined ? !column.index : column.index,
          unique: chance(0.1) ? false : column.unique,
        },
      ];
    });
    if (chance(0.3))
      columns.push({
        property: 'added',
        name: 'added',
        type: 'short',
        nullable: true,
        unique: false,
        index: chance(0.5),
      });
    return { ...table, name, key, columns, ...(chance(0.1) && { together: undefined }) };
  });
  return { after, given };
}

function schemaOf({ entity, name, key, columns, together }: Table): Schema {
  return {
    name: entity,
    tableName: name,
    columns: {
      id: { type: Number, primary: true, generated: true, name: key },
      ...Object.fromEntries(
        columns.map(({ property, name: column, type, nullable, unique }) => [
          property,
          { ...TYPES[type], name: column, nullable, unique },
        ]),
      ),
    },
    indices: columns.filter(({ index, unique }) => index && !unique).map(({ property }) => ({ columns: [property] })),
    uniques: together === undefined ? [] : [{ columns: [...together] }],
    relations: Object.fromEntries(
      columns.flatMap(({ property, name: column, refers }) =>
        refers === undefined
          ? []
          : [
              [
                `r_${property}`,
                { type: 'many-to-one', target: refers, joinColumn: { name: column, referencedColumnName: 'id' } },
              ],
            ],
      ),
    ),
  };
}

function changeOf(seed: number): {
  readonly change: ModelChange;
  readonly kept: ReadonlyMap<string, readonly string[]>;
} {
  const next = random(seed);
  const before = model(next);
  const { after, given } = changed(before, next);
  const rows = Object.fromEntries(
    before.map(({ entity, columns }) => [
      entity,
      [0, 1, 2].map((at) =>
        Object.fromEntries(
          columns.map(({ property, type, refers }) => [property, refers === undefined ? VALUES[type][at] : null]),
        ),
      ),
    ]),
  );
  const kept = new Map(
    after.map(({ entity, columns }) => [
      entity,
      columns.map(({ property }) => property).filter((each) => each !== 'added'),
    ]),
  );
  return {
    change: { before: before.map(schemaOf), after: after.map(schemaOf), rows, choice: { given, noOthers: true } },
    kept,
  };
}

onEachDatabase('a change by chance', (own) => {
  const database = { ...own, typeorm };
  for (let seed = FIRST; seed < FIRST + TRIES; seed++)
    test(`seed ${seed}`, async () => {
      const { change: what, kept } = changeOf(seed);
      const read = async (source: DataSource): Promise<unknown> => {
        const all: Record<string, unknown> = {};
        for (const [entity, properties] of kept) {
          const found = await source.getRepository(entity).find({ order: { id: 'ASC' } });
          all[entity] = found.map((row) => properties.map((property) => String(row[property])));
        }
        return all;
      };
      const expected = Object.fromEntries(
        [...kept].map(([entity, properties]) => [
          entity,
          what.rows[entity].map((row) => properties.map((property) => String(row[property]))),
        ]),
      );
      await change(
        database,
        what,
        async ({ after }) => assert.deepEqual(await read(after), expected),
        async (before) => assert.deepEqual(await read(before), expected),
      );
    });
});
