import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from '../../schema/entity-facts';
import type { TableRow, Tables } from './tables/tables';

/** The rows that were made of an entity, in the order in which they were. */
export class MadeRows {
  readonly #kept: TableRow[] = [];

  /**
   * @param metadata of exactly this class.
   * @param numbered the column by whose numbers, which the database gives, they are known; `undefined` where the key is made.
   * @param before the greatest number before.
   */
  private constructor(
    readonly metadata: EntityMetadata,
    private readonly tables: Tables,
    private readonly numbered: ColumnMetadata | undefined,
    private readonly before: unknown,
  ) {}

  /** Before the first row is written. */
  static async begin(metadata: EntityMetadata, tables: Tables): Promise<MadeRows> {
    const numbered = metadata.columns.find(isNumbered);
    const before = numbered === undefined ? undefined : await tables.highest(metadata, numbered);
    return new MadeRows(metadata, tables, numbered, before);
  }

  /** Rows were written; of those that the database numbers nothing is kept. */
  add(rows: readonly TableRow[], columns: readonly string[]): void {
    if (this.numbered !== undefined) return;
    for (const row of rows) this.#kept.push(Object.fromEntries(columns.map((name) => [name, row[name]])));
  }

  /** Some columns of all of them. */
  async columns(columns: readonly ColumnMetadata[]): Promise<readonly TableRow[]> {
    if (this.numbered === undefined) return this.#kept;
    const above = this.before === null ? undefined : { column: this.numbered, value: this.before };
    return this.tables.select(this.metadata, [...this.metadata.primaryColumns, ...columns], {
      ...(above && { above }),
    });
  }
}

/** Whether the database counts up for a column. */
export function isNumbered({ isGenerated, generationStrategy }: ColumnMetadata): boolean {
  return isGenerated && generationStrategy !== 'uuid';
}

/** The columns of an entity's table that anything refers to, its key among them, by their names in the database. */
export function referredColumns(metadata: EntityMetadata, all: readonly EntityMetadata[]): readonly string[] {
  const names = new Set(metadata.primaryColumns.map(({ databaseName }) => databaseName));
  for (const { columns } of all)
    for (const { referencedColumn } of columns)
      if (referencedColumn?.entityMetadata.tablePath === metadata.tablePath) names.add(referencedColumn.databaseName);
  return [...names];
}
