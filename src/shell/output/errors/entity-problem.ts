import type { Finding } from './description';

/** What TypeORM says when it makes its metadata of entities, and what is to be done about it. */
const MESSAGES: readonly (readonly [RegExp, (found: readonly string[]) => Finding])[] = [
  [
    /^Column type for (\S+)#(\S+) is not defined and cannot be guessed/,
    ([, entity, property]) => ({
      title: `The type of ${entity}.${property} is not known.`,
      advice: `Set "emitDecoratorMetadata": true in tsconfig.json and import 'reflect-metadata' first, or write the type: @Column({ type: 'varchar' }).`,
    }),
  ],
  [
    /^Data type "(Object|Array)" in "(\S+?)\.(\S+?)" is not supported/,
    ([, type, entity, property]) => ({
      title: `The type of ${entity}.${property} reads as ${type}, which is no column.`,
      advice: `Unions, enums and imported types read so: write the type, such as @Column({ type: 'varchar' }).`,
    }),
  ],
  [
    /^Data type "(.+?)" in "(\S+?)\.(\S+?)" is not supported by "(.+?)" database/,
    ([, type, entity, property, database]) => ({
      title: `${entity}.${property} has the type ${type}, which ${database} does not know.`,
      advice: `Give the column a type of ${database}, or open the database that the entity was written for.`,
    }),
  ],
  [
    /^Entity metadata for (\S+)#(\S+) was not found/,
    ([, entity, property]) => ({
      title: `${entity}.${property} leads to a class that is no entity of this data source.`,
      advice: 'Add that class to the entities of the data source, and see that it has @Entity().',
    }),
  ],
  [
    /^Entity "(.+?)" does not have a primary column/,
    ([, entity]) => ({
      title: `${entity} has no primary key.`,
      advice: 'Give one of its columns @PrimaryColumn() or @PrimaryGeneratedColumn().',
    }),
  ],
  [
    /Please remove array initialization \(= \[\]\) from "(\S+?)#(\S+?)"/,
    ([, entity, property]) => ({
      title: `${entity}.${property} begins as a list of its own.`,
      advice: `Write ${property}: …[] without = []: TypeORM would take it for "there are none", and delete the rows.`,
    }),
  ],
];

/**
 * What is wrong with an entity, by what TypeORM says of it; `undefined` for what is not known here.
 * @param message of the error.
 */
export function entityProblem(message: string): Finding | undefined {
  for (const [pattern, finding] of MESSAGES) {
    const found = pattern.exec(message);
    if (found) return finding(found);
  }
  return undefined;
}
