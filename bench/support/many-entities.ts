import { EntitySchema } from 'typeorm';

/** So many entities in a chain of relations, each with six columns. */
export function manyEntities(count: number): readonly EntitySchema<object>[] {
  return Array.from({ length: count }, (_none, index) => {
    const [next, previous] = [(index + 1) % count, (index + count - 1) % count];
    return new EntitySchema<Readonly<Record<string, unknown>>>({
      name: `Entity${index}`,
      tableName: `entity${index}`,
      columns: {
        id: { type: Number, primary: true, generated: true },
        name: { type: String },
        hireDate: { type: 'date', nullable: true },
        budget: { type: Number, nullable: true },
        active: { type: Boolean, default: true },
        role: { type: 'simple-enum', enum: ['one', 'two'], default: 'one' },
      },
      relations: {
        next: { type: 'many-to-one', target: `Entity${next}`, inverseSide: 'previous' },
        previous: { type: 'one-to-many', target: `Entity${previous}`, inverseSide: 'next' },
      },
    });
  });
}
