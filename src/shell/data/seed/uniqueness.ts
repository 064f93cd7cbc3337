import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from '../../schema/entity-facts';
import type { TableRow, Tables } from './tables/tables';

/** Values of columns together that no two rows may share, and those that there are. */
export class UniqueGroup {
  readonly #taken = new Set<string>();

  /** @param columns by their names in the database. */
  constructor(readonly columns: readonly string[]) {}

  /** Reads those of the rows that are there. */
  async read(tables: Tables, owner: EntityMetadata, columns: readonly ColumnMetadata[]): Promise<this> {
    const read = columns.filter(({ databaseName }) => this.columns.includes(databaseName));
    for (const row of await tables.select(owner, read, { whole: true })) this.take(row);
    return this;
  }

  /** Whether the row has values that another has; a row with a null among them never does. */
  has(row: TableRow): boolean {
    const key = this.#keyOf(row);
    return key !== undefined && this.#taken.has(key);
  }

  take(row: TableRow): void {
    const key = this.#keyOf(row);
    if (key !== undefined) this.#taken.add(key);
  }

  #keyOf(row: TableRow): string | undefined {
    const parts: string[] = [];
    for (const name of this.columns) {
      const value = row[name];
      if (value === null || value === undefined) return undefined;
      parts.push(comparable(value));
    }
    return parts.join('\0');
  }
}

/** Equal where a database may say so: most compare texts of MariaDB without case, accents and blanks at the end. */
function comparable(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  if (/^-?\d+\.\d+$/.test(text)) return String(Number(text));
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .trimEnd()
    .toLowerCase();
}
