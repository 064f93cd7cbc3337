import type { DataSource } from 'typeorm';
import { Model } from '../../../../src/shell/model';
import { columnValue, declaredColumns } from '../../../../src/shell/output/entity-data';

/** All rows of all tables, in the order of all their columns. */
export async function rowsOf(dataSource: DataSource): Promise<string> {
  const tables = [...new Set(dataSource.entityMetadatas.map(({ tablePath }) => tablePath))].sort();
  const dump: Record<string, readonly string[]> = {};
  for (const table of tables) {
    const rows = await dataSource.createQueryBuilder().select('*').from(table, 'each').getRawMany<object>();
    dump[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return JSON.stringify(dump);
}

/**
 * A value as JSON, an entity as its columns. Which of its relations are in memory is left out: the shell forgets them after a write, a
 * find has loaded those that a later line reads.
 */
export function jsonOf(value: unknown, dataSource: DataSource): string | undefined {
  const model = new Model(dataSource);
  const written = (each: unknown): unknown => {
    if (typeof each !== 'object' || each === null || each instanceof Date) return each;
    if (each instanceof Set || each instanceof Map) return [...(each as Iterable<unknown>)].map(written);
    if (Array.isArray(each)) return Array.from(each, written);
    const metadata = model.metadataOf(each);
    if (metadata !== undefined)
      return {
        [metadata.name]: declaredColumns(metadata).map((column) => [column.propertyPath, columnValue(each, column)]),
      };
    // Rows of drivers have a class of their own.
    const { name } = (each as { readonly constructor?: { readonly name: string } }).constructor ?? { name: '' };
    if (!/^(?:Object|RowDataPacket|TextRow|)$/.test(name)) return name;
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, written(inner)]));
  };
  return JSON.stringify(written(value));
}
