import type { EntityMetadata } from 'typeorm';
import { tableOwner, type ColumnMetadata } from '../../schema/entity-facts';
import type { Reference } from './references';
import type { TableRow, Tables } from './tables/tables';
import { uniqueGroups } from './unique-groups';
import { UniqueGroup } from './uniqueness';

/** What no two rows may share of the columns of a relation together with others of the same row, which has been written. */
export class UniqueTogether {
  private constructor(
    private readonly reference: Reference,
    private readonly metadata: EntityMetadata,
    private readonly groups: readonly UniqueGroup[],
    /** The rows as they are, by their keys. */
    private readonly rows: ReadonlyMap<string, TableRow>,
  ) {}

  static async read(reference: Reference, metadata: EntityMetadata, tables: Tables): Promise<UniqueTogether> {
    const own = reference.columns.map(({ databaseName }) => databaseName);
    const groups = uniqueGroups(metadata).filter(
      (group) => group.some((name) => own.includes(name)) && !group.every((name) => own.includes(name)),
    );
    const rows = new Map<string, TableRow>();
    if (groups.length === 0) return new UniqueTogether(reference, metadata, [], rows);
    const owner = tableOwner(metadata);
    const columns = groups
      .flat()
      .map((name) => [...owner.columns, ...metadata.columns].find(({ databaseName }) => databaseName === name))
      .filter((column) => column !== undefined);
    const read: UniqueGroup[] = [];
    for (const group of groups) read.push(await new UniqueGroup(group).read(tables, owner, columns));
    for (const row of await tables.select(metadata, [...metadata.primaryColumns, ...columns]))
      rows.set(keyOf(row, metadata.primaryColumns), row);
    return new UniqueTogether(reference, metadata, read, rows);
  }

  /** Whether the row may lead to the target; it does from now on, where it may. */
  take(row: TableRow, target: TableRow): boolean {
    if (this.groups.length === 0) return true;
    const { columns, referenced } = this.reference;
    const led: Record<string, unknown> = { ...this.rows.get(keyOf(row, this.metadata.primaryColumns)) };
    columns.forEach(({ databaseName }, at) => (led[databaseName] = target[referenced[at].databaseName]));
    if (this.groups.some((group) => group.has(led))) return false;
    for (const group of this.groups) group.take(led);
    return true;
  }
}

function keyOf(row: TableRow, columns: readonly ColumnMetadata[]): string {
  return columns
    .map(({ databaseName }) => {
      const value = row[databaseName];
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value);
    })
    .join('\0');
}
