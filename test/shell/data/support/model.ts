import { EntitySchema, type ColumnType, type EntitySchemaColumnOptions } from 'typeorm';
import type { DatabaseKind } from '../../../support/databases';

type Types = readonly [sqlite: ColumnType, postgres: ColumnType, mariadb: ColumnType];

/** A column of every kind; the databases call them differently. */
const KINDS: Readonly<Record<string, Types | ColumnType>> = {
  flag: Boolean,
  small: 'smallint',
  whole: 'int',
  big: 'bigint',
  single: ['float', 'real', 'float'],
  double: ['double', 'double precision', 'double'],
  title: 'varchar',
  body: 'text',
  day: 'date',
  clock: 'time',
  at: ['datetime', 'timestamp', 'datetime'],
  instant: ['datetime', 'timestamptz', 'datetime'],
  json: ['json', 'jsonb', 'json'],
  plainJson: ['json', 'json', 'json'],
  simpleJson: 'simple-json',
  list: 'simple-array',
  bytes: ['blob', 'bytea', 'longblob'],
  uuid: ['varchar', 'uuid', 'uuid'],
  kind: ['simple-enum', 'enum', 'enum'],
};

const MORE: Readonly<Record<string, Partial<EntitySchemaColumnOptions>>> = {
  kind: { enum: ['plain', 'two words', 'ünï'] },
  clock: { precision: 6 },
  at: { precision: 6 },
  instant: { precision: 6 },
};

/** Entities of a made-up project on a kind of database: every kind of column, keys and relations of every form. */
export function entitiesOn(kind: DatabaseKind): readonly EntitySchema[] {
  const typeOf = (types: Types | ColumnType): ColumnType =>
    Array.isArray(types)
      ? (types as unknown as Types)[['sqlite', 'postgres', 'mariadb'].indexOf(kind)]
      : (types as ColumnType);
  const every = new EntitySchema<object>({
    name: 'Every',
    tableName: 'every kind',
    columns: {
      id: { type: 'int', primary: true, generated: 'increment' },
      money: { type: 'decimal', precision: 12, scale: 2, nullable: true },
      exact: { type: 'decimal', precision: 20, scale: 6, nullable: true },
      ...Object.fromEntries(
        Object.entries(KINDS).map(([name, types]) => [
          name,
          { name: `${name}_column`, type: typeOf(types), nullable: true, ...MORE[name] },
        ]),
      ),
      password: { type: 'varchar', nullable: true },
    },
  });
  const node = new EntitySchema<object>({
    name: 'Node',
    columns: { id: { type: 'int', primary: true }, name: { type: 'varchar', unique: true } },
    relations: {
      parent: { type: 'many-to-one', target: 'Node', inverseSide: 'children', nullable: true },
      children: { type: 'one-to-many', target: 'Node', inverseSide: 'parent' },
    },
  });
  const country = new EntitySchema<object>({
    name: 'Country',
    columns: { code: { type: 'varchar', length: 20, primary: true } },
    relations: { capital: { type: 'many-to-one', target: 'City', nullable: true } },
  });
  const city = new EntitySchema<object>({
    name: 'City',
    columns: { id: { type: 'int', primary: true } },
    relations: {
      country: { type: 'many-to-one', target: 'Country' },
      twins: { type: 'many-to-many', target: 'City', joinTable: { name: 'twins' } },
    },
  });
  return [every, node, country, city];
}

const at = '2024-02-29 23:59:59.123456';

/** Rows as SQLite holds them, with what is hard to carry over. */
export const ROWS: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  'every kind': [
    { id: 1 },
    {
      id: 2,
      money: 12.5,
      exact: '0.000001',
      flag_column: 1,
      small_column: -32768,
      whole_column: 0,
      big_column: 9223372036854775807n,
      single_column: 0.1,
      double_column: 0.1,
      title_column: '',
      body_column: 'Ünï 🦆 "quotes", \'single\' \\ back\r\nline\tend ',
      day_column: '2024-02-29',
      clock_column: '09:30:00',
      at_column: '2024-02-29 09:30:00.000',
      instant_column: '2024-02-29 09:30:00.120',
      json_column: '{"b":[1,2.5,null,true],"a":{"z":"ü","é":""}}',
      plainJson_column: '[]',
      simpleJson_column: '{ "b": 1, "a": 2 }',
      list_column: 'one,two',
      bytes_column: Buffer.from([0, 255, 10, 39, 92]),
      uuid_column: '0f8fad5b-d9cb-469f-a165-70867728950e',
      kind_column: 'two words',
      password: 'hunter2-secret',
    },
    {
      id: 5,
      money: -1234567.89,
      exact: 12345678.123457,
      flag_column: 0,
      small_column: 32767,
      whole_column: -2147483648,
      big_column: -9007199254740993n,
      single_column: -1.5,
      double_column: 1.7976931348623157e308,
      title_column: 'NULL',
      body_column: '••• null \u2028 =1+1',
      day_column: '0001-01-01',
      clock_column: '23:59:59.5',
      at_column: `${at}Z`,
      instant_column: '1969-12-31 23:59:59.999',
      json_column: '{"n":12345678901234567890.123,"e":1e2}',
      plainJson_column: 'null',
      simpleJson_column: '"text"',
      list_column: '',
      bytes_column: Buffer.alloc(0),
      uuid_column: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      kind_column: 'ünï',
      password: null,
    },
    {
      id: 7,
      big_column: 9007199254740991n,
      double_column: 5e-324,
      json_column: '{"$json":1}',
      plainJson_column: '"a"',
    },
    // By their digits it would be before the others.
    { id: 11 },
  ],
  node: [
    { id: 1, name: 'leads to a later one', parentId: 3 },
    { id: 2, name: 'leads to itself', parentId: 2 },
    { id: 3, name: 'root', parentId: null },
  ],
  country: [
    { code: 'B', capitalId: 1 },
    { code: 'a', capitalId: null },
    { code: 'ö', capitalId: 2 },
  ],
  city: [
    { id: 1, countryCode: 'B' },
    { id: 2, countryCode: 'ö' },
  ],
  twins: [{ cityId_1: 1, cityId_2: 2 }],
};
