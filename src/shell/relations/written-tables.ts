import type { DataSource, EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import { bareName } from '../queries/statement';

/** Names of tables as the recorder writes them, or `undefined` for any table. */
export type Tables = ReadonlySet<string> | undefined;

/** Knows which tables a relation is read from, and which tables change along when one is written. */
export class WrittenTables {
  readonly #dependents = new Map<string, Set<string>>();
  readonly #tablesOf = new Map<RelationMetadata, Tables>();

  constructor(dataSource: DataSource) {
    for (const metadata of dataSource.entityMetadatas) {
      for (const { referencedEntityMetadata, onDelete, onUpdate } of metadata.foreignKeys) {
        if (!follows(onDelete) && !follows(onUpdate)) continue;
        const referred = tableOf(referencedEntityMetadata);
        const dependents = this.#dependents.get(referred) ?? new Set();
        this.#dependents.set(referred, dependents.add(tableOf(metadata)));
      }
    }
  }

  /** Adds the tables whose rows the database itself deletes or changes along, by their foreign keys. */
  withDependents(written: Tables): Tables {
    if (written === undefined) return undefined;
    // A set that grows while it is walked is walked to its end.
    const all = new Set(written);
    for (const table of all) for (const dependent of this.#dependents.get(table) ?? []) all.add(dependent);
    return all;
  }

  /** Whether what was written may have changed what the relation gives. */
  concern(relation: RelationMetadata, written: Tables): boolean {
    const tables = this.#of(relation);
    if (written === undefined || tables === undefined) return true;
    for (const table of tables) if (written.has(table)) return true;
    return false;
  }

  #of(relation: RelationMetadata): Tables {
    if (this.#tablesOf.has(relation)) return this.#tablesOf.get(relation);
    const entities = new Set([relation.entityMetadata, relation.inverseEntityMetadata]);
    if (relation.junctionEntityMetadata !== undefined) entities.add(relation.junctionEntityMetadata);
    // What the target loads eagerly came with it; the set grows while it is walked.
    for (const entity of entities) {
      if (entity === relation.entityMetadata && entity !== relation.inverseEntityMetadata) continue;
      for (const eager of entity.eagerRelations) {
        entities.add(eager.inverseEntityMetadata);
        if (eager.junctionEntityMetadata !== undefined) entities.add(eager.junctionEntityMetadata);
      }
    }
    // A view may be made of any table.
    const views = [...entities].some(({ tableType }) => tableType === 'view');
    const tables = views ? undefined : new Set([...entities].map(tableOf));
    this.#tablesOf.set(relation, tables);
    return tables;
  }
}

function follows(action: string | undefined): boolean {
  return action !== undefined && action !== 'NO ACTION' && action !== 'RESTRICT';
}

function tableOf(metadata: EntityMetadata): string {
  // The name is the database's own, so quotes in it are part of it; in SQL it comes quoted.
  return bareName(`"${metadata.tableName.replaceAll('"', '""')}"`);
}
