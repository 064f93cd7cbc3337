import type { EntityMetadata } from 'typeorm';
import type { ModelContract } from '../../model';

/** Names of the model as the person wrote them, found by the names that the database knows. */
export class ModelNames {
  constructor(private readonly model: ModelContract | undefined) {}

  private get all(): readonly EntityMetadata[] {
    return this.model?.dataSource.entityMetadatas ?? [];
  }

  /** Junction tables too: TypeORM has metadata for them. */
  ofTable(table: string | undefined): EntityMetadata | undefined {
    const name = table?.split('.').at(-1);
    return this.all.find((one) => one.tableName === name);
  }

  /** By entity name, as TypeORM's messages have it. */
  ofEntity(name: string): EntityMetadata | undefined {
    return this.all.find((one) => one.name === name || one.targetName === name);
  }

  get entityNames(): string[] {
    return this.all.filter((one) => !one.isJunction).map((one) => one.name);
  }

  get tableNames(): string[] {
    return this.all.map((one) => one.tableName);
  }

  /** Of all tables. */
  get columnNames(): string[] {
    return this.all.flatMap(({ columns }) => columns.map(({ databaseName }) => databaseName));
  }

  /** `Employee` for `employees`; the table's own name where no entity of the person's stands for it. */
  entity(table: string): string {
    const metadata = this.ofTable(table);
    return metadata && !metadata.isJunction ? metadata.name : table;
  }

  /** `hireDate` for `hire_date`, `employee` for the join column `employee_id`; otherwise the column's own name. */
  property(table: string | undefined, column: string): string {
    const metadata = this.ofTable(table);
    if (!metadata || metadata.isJunction) return column;
    const found = metadata.columns.find((one) => one.databaseName === column);
    return (found?.isVirtual ? found.relationMetadata?.propertyPath : found?.propertyPath) ?? column;
  }

  /** The foreign keys of a table that the column is in. */
  foreignKeys(table: string | undefined): EntityMetadata['foreignKeys'] {
    return this.ofTable(table)?.foreignKeys ?? [];
  }

  /** The tables whose foreign keys refer to this one and do not delete or clear along with it. */
  referringTables(table: string): string[] {
    return this.all
      .filter((one) =>
        one.foreignKeys.some(
          (key) =>
            key.referencedEntityMetadata.tableName === table &&
            key.onDelete !== 'CASCADE' &&
            key.onDelete !== 'SET NULL',
        ),
      )
      .map((one) => one.tableName);
  }
}

/**
 * What a person may write in find options of an entity, on one level: columns, embedded objects and relations.
 * @param holder the path of an embedded object with a dot behind it; empty for the entity itself.
 */
export function propertyNames(metadata: EntityMetadata, holder = ''): string[] {
  const paths = [
    ...metadata.columns.filter((column) => !column.isVirtual).map((column) => column.propertyPath),
    ...metadata.allEmbeddeds.map((embedded) => embedded.propertyPath),
    ...metadata.relations.map((relation) => relation.propertyPath),
  ];
  const names = paths.filter((path) => path.startsWith(holder)).map((path) => path.slice(holder.length));
  return [...new Set(names.filter((name) => !name.includes('.')))];
}
