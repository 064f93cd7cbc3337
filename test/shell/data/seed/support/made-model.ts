import { EntitySchema, type EntitySchemaColumnOptions, type EntitySchemaRelationOptions } from 'typeorm';
import type { Random } from '../../../../../src/shell/data/seed/random';

const NAMES = [
  'name',
  'email',
  'title',
  'code',
  'price',
  'birthDate',
  'country',
  'status',
  'url',
  'qty',
  'active',
  'kind',
];

/** A few entities with keys, columns and relations as chance has them. Only relations to entities before are required: there is no circle. */
export function madeModel(random: Random): readonly EntitySchema<object>[] {
  const count = random.between(2, 7);
  return Array.from({ length: count }, (_, index) => {
    const relations = madeRelations(index, count, random);
    const pair = Object.entries(relations).flatMap(([name, { type }]) => (type === 'many-to-one' ? [name] : []));
    return new EntitySchema<object>({
      name: `M${index}`,
      tableName: random.chance(0.3) ? `t ${index}` : `t${index}`,
      columns: { ...madeKey(random), ...madeColumns(random) },
      relations: relations,
      uniques: pair.length > 1 && random.chance(0.5) ? [{ columns: pair }] : [],
    });
  });
}

type Columns = Readonly<Record<string, EntitySchemaColumnOptions>>;

function madeKey(random: Random): Columns {
  return random.pick<Columns>([
    { id: { type: Number, primary: true, generated: true } },
    { id: { type: String, primary: true, generated: 'uuid' } },
    { key: { type: String, length: random.between(4, 12), primary: true } },
    { year: { type: Number, primary: true }, part: { type: String, length: 5, primary: true } },
    { number: { type: 'int', primary: true } },
  ]);
}

function madeColumns(random: Random): Columns {
  const columns: Record<string, EntitySchemaColumnOptions> = {};
  for (let left = random.below(7); left > 0; left--) {
    const nullable = random.chance(0.4);
    const unique = random.chance(0.15);
    columns[random.pick(NAMES)] = random.pick<EntitySchemaColumnOptions>([
      { type: 'varchar', length: random.between(unique ? 4 : 1, 60), nullable, unique },
      { type: 'int', nullable, unique },
      { type: 'decimal', precision: random.between(5, 12), scale: random.below(4), nullable, unique },
      { type: 'date', nullable },
      { type: Date, nullable },
      { type: Boolean, nullable },
      { type: 'simple-enum', enum: ['a', 'b', 'c'], nullable },
      { type: 'simple-json', nullable },
      { type: 'text', nullable },
    ]);
  }
  return columns;
}

function madeRelations(index: number, count: number, random: Random): Record<string, EntitySchemaRelationOptions> {
  const relations: Record<string, EntitySchemaRelationOptions> = {};
  for (let left = random.below(4); left > 0; left--) {
    const to = random.below(count);
    const target = `M${to}`;
    const nullable = to >= index || random.chance(0.5);
    relations[`r${left}`] = random.pick<EntitySchemaRelationOptions>([
      { type: 'many-to-one', target, nullable, joinColumn: true },
      { type: 'many-to-one', target, nullable, joinColumn: true },
      { type: 'one-to-one', target, nullable, joinColumn: true },
      { type: 'many-to-many', target, joinTable: { name: `j_${index}_${left}` } },
    ]);
  }
  return relations;
}
