import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';

/** The longest text that may be a whole number that a JavaScript number holds. */
const MOST_DIGITS = String(Number.MIN_SAFE_INTEGER).length;

/** A key that is equal, as JavaScript compares, to every key that means the same row. */
export type Key = string | number;

/**
 * Keys that can be compared, so that a key read beside a row and a key held by an entity are equal when they mean the same
 * row: whole numbers as such however they are written (a number costs a `Map` a third of a text), others by their digits,
 * dates by their time, bytes in hexadecimal, objects of a column transformer by what the transformer would write.
 */
export class Keys {
  readonly #driver: DataSource['driver'];

  constructor(dataSource: DataSource) {
    this.#driver = dataSource.driver;
  }

  /** The key of an entity in these columns; `undefined` when a part of it is missing. */
  ofEntity(entity: object, columns: readonly ColumnMetadata[]): Key | undefined {
    return this.#join(columns, (column) => column.getEntityValue(entity) as unknown);
  }

  /** Whether no part of the entity's key is missing. */
  has(entity: object, columns: readonly ColumnMetadata[]): boolean {
    for (const column of columns) {
      const value: unknown = column.getEntityValue(entity);
      if (value === undefined || value === null) return false;
    }
    return true;
  }

  /**
   * The key that a row of the driver holds.
   * @param names the names of the row's properties, one for each column.
   */
  ofRow(
    row: Readonly<Record<string, unknown>>,
    names: readonly string[],
    columns: readonly ColumnMetadata[],
  ): Key | undefined {
    return this.#join(
      columns,
      (column, index) => this.#driver.prepareHydratedValue(row[names[index]], column) as unknown,
    );
  }

  /** The key of values that came from the driver; `undefined` when there are none. */
  ofValues(values: readonly unknown[], columns: readonly ColumnMetadata[]): Key | undefined {
    return this.#join(columns, (column, index) => this.#driver.prepareHydratedValue(values[index], column) as unknown);
  }

  /** The values of the key as the driver takes them; only for entities that have one. */
  parameters(entity: object, columns: readonly ColumnMetadata[]): unknown[] {
    return columns.map(
      (column) => this.#driver.preparePersistentValue(column.getEntityValue(entity), column) as unknown,
    );
  }

  #join(
    columns: readonly ColumnMetadata[],
    valueOf: (column: ColumnMetadata, index: number) => unknown,
  ): Key | undefined {
    const [only] = columns;
    if (columns.length === 1 && only !== undefined) return this.#part(valueOf(only, 0), only);
    const parts: Key[] = [];
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index];
      const part = this.#part(valueOf(column, index), column);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return JSON.stringify(parts);
  }

  #part(value: unknown, column: ColumnMetadata): Key | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    if (typeof value !== 'object') return plainKey(String(value));
    if (value instanceof Date) return String(value.getTime());
    if (value instanceof Uint8Array)
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
    const written: unknown =
      column.transformer === undefined ? value : this.#driver.preparePersistentValue(value, column);
    return typeof written === 'object' ? JSON.stringify(written) : plainKey(String(written));
  }
}

/** A whole number as such when it is written as JavaScript writes it; any other text as it is. */
function plainKey(text: string): Key {
  if (text.length > MOST_DIGITS) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) && String(number) === text ? number : text;
}

/** For keys that the database calls equal and JavaScript does not: other case, blanks at the end. */
export function looseKey(key: Key): string {
  return String(key).trimEnd().toLowerCase();
}
