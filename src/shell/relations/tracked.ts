import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { Crowd } from './crowd';

/** One relation of one entity that a touch has loaded, as it was then. */
export interface Touched {
  readonly relation: RelationMetadata;
  value: unknown;
  /** The elements of a list as they were. */
  copy: readonly unknown[] | undefined;
  /** The entity's own foreign key properties as they were, where it has them. */
  foreignKey: readonly unknown[] | undefined;
  /** What the recorder had counted when the query began: any later write to its tables makes it old. */
  readonly mark: number;
  /** The owners for which one query loaded it. */
  readonly owners: Crowd | undefined;
  /** Old, and not forgotten because of something in it that is not saved yet. */
  kept: boolean;
}

/** What the shell knows of one entity. Held by the entity only: it goes when the entity goes. */
export class Tracked {
  siblings: Crowd | undefined = undefined;
  /** Its place among the siblings. */
  place = 0;
  /** An entity has few relations: a list is smaller than a map, and as fast. */
  touched: Touched[] | undefined = undefined;
  /** The values of the columns when a touch loaded the entity; `undefined` for one that the person got in another way. */
  cells: readonly unknown[] | undefined = undefined;

  touchedOf(relation: RelationMetadata): Touched | undefined {
    if (this.touched !== undefined) for (const each of this.touched) if (each.relation === relation) return each;
    return undefined;
  }
}

/** Everything tracked, by entity. */
export class TrackedEntities {
  readonly #tracked = new WeakMap<object, Tracked>();
  readonly #readers = new Map<EntityMetadata, readonly CellReader[]>();

  get(entity: object): Tracked | undefined {
    return this.#tracked.get(entity);
  }

  of(entity: object): Tracked {
    let tracked = this.#tracked.get(entity);
    if (tracked === undefined) this.#tracked.set(entity, (tracked = new Tracked()));
    return tracked;
  }

  /** Remembers the values of the entity's columns, to know later whether they were changed. */
  rememberCells(entity: object, metadata: EntityMetadata, tracked = this.of(entity)): void {
    const readers = this.#readersOf(metadata);
    const cells = new Array<unknown>(readers.length);
    for (let index = 0; index < readers.length; index++) cells[index] = cellOf(readers[index](entity));
    tracked.cells = cells;
  }

  /** Whether a column has another value than when a touch loaded the entity. */
  hasChangedCells(entity: object, metadata: EntityMetadata): boolean {
    const cells = this.#tracked.get(entity)?.cells;
    if (cells === undefined) return false;
    return this.#readersOf(metadata).some((read, index) => cellOf(read(entity)) !== cells[index]);
  }

  #readersOf(metadata: EntityMetadata): readonly CellReader[] {
    let readers = this.#readers.get(metadata);
    if (readers === undefined) {
      readers = metadata.columns
        .filter(({ isVirtual, isVirtualProperty }) => !isVirtual && !isVirtualProperty)
        .map(readerOf);
      this.#readers.set(metadata, readers);
    }
    return readers;
  }
}

type CellReader = (entity: object) => unknown;

/** Reads a column's own property: TypeORM's getter would prefer the key of a loaded relation. */
function readerOf({ embeddedMetadata, propertyName }: ColumnMetadata): CellReader {
  const names = embeddedMetadata?.parentPropertyNames ?? [];
  if (names.length === 0) return (entity) => (entity as Record<string, unknown>)[propertyName];
  return (entity) => {
    let holder: unknown = entity;
    for (const name of names) holder = (holder as Record<string, unknown> | null | undefined)?.[name];
    return (holder as Record<string, unknown> | null | undefined)?.[propertyName];
  };
}

/** A value that stays what it is when the object it was taken from changes in place. */
function cellOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return value.byteLength <= 1024 ? Buffer.from(value).toString('hex') : value;
  try {
    return JSON.stringify(value);
  } catch {
    return value;
  }
}
