import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { TableRef } from '../sql/parts';

/** The model by the names of its tables, as statements write them. */
export class ModelTables {
  readonly #byTable = new Map<string, EntityMetadata>();
  readonly #migrations = new Set<string>();
  readonly #isSqlite: boolean;

  /** @param dataSources the one in use first: of two that have a table of the same name it is asked. */
  constructor(dataSources: readonly DataSource[]) {
    for (const { entityMetadatas, options } of dataSources) {
      this.#migrations.add((options.migrationsTableName ?? 'migrations').toLowerCase());
      for (const metadata of entityMetadatas) {
        const table = metadata.tableName.toLowerCase();
        // Of the classes that share a table the first of all is the one to find by.
        if (metadata.tableType !== 'entity-child' && !this.#byTable.has(table)) this.#byTable.set(table, metadata);
      }
    }
    this.#isSqlite = /sqlite|sqljs/u.test(dataSources[0]?.options.type ?? '');
  }

  /** Whether rows with generated keys are written one by one: SQLite does not say which keys it gave to several. */
  get insertsOneByOne(): boolean {
    return this.#isSqlite;
  }

  /** The entity of a table; `undefined` for a junction, and for a table that is not in the model. */
  entity(table: string): EntityMetadata | undefined {
    const metadata = this.#byTable.get(table.toLowerCase());
    return metadata?.isJunction === true ? undefined : metadata;
  }

  /** The hidden junction that a table is. */
  junction(table: string): EntityMetadata | undefined {
    const metadata = this.#byTable.get(table.toLowerCase());
    return metadata?.isJunction === true ? metadata : undefined;
  }

  /** Whether a table is the ORM's or the database's own. */
  isInternal({ table, schema }: TableRef): boolean {
    const name = table.toLowerCase();
    if (/^(?:information_schema|pg_catalog|mysql|performance_schema|sys)$/iu.test(schema ?? '')) return true;
    if (this.#byTable.has(name)) return false;
    return this.#migrations.has(name) || /^(?:typeorm_metadata$|sqlite_|pg_|pragma_|dual$)/u.test(name);
  }

  /** The many-to-many relation whose owner's key these columns of a junction hold. */
  relationByJunction(junction: EntityMetadata, columns: readonly string[]): RelationMetadata | undefined {
    for (const { relations } of this.#byTable.values())
      for (const relation of relations)
        if (relation.junctionEntityMetadata === junction) {
          const [ownKeys, otherKeys] = relation.isOwning
            ? [junction.ownerColumns, junction.inverseColumns]
            : [junction.inverseColumns, junction.ownerColumns];
          if (isSame(ownKeys, columns)) return relation;
          if (relation.inverseRelation === undefined && isSame(otherKeys, columns)) return undefined;
        }
    return undefined;
  }
}

/** Whether columns are just those with these names. */
export function isSame(columns: readonly ColumnMetadata[], names: readonly string[]): boolean {
  return (
    columns.length > 0 &&
    columns.length === names.length &&
    columns.every(({ databaseName }) => names.includes(databaseName))
  );
}

/** Whether a table's rows refer to rows of the same table, or are kept as a tree: such rows are written one after the other. */
export function refersToItself({ relations, treeType, closureJunctionTable }: EntityMetadata): boolean {
  return (
    treeType !== undefined ||
    closureJunctionTable !== undefined ||
    relations.some(({ inverseEntityMetadata, entityMetadata }) => inverseEntityMetadata === entityMetadata)
  );
}
