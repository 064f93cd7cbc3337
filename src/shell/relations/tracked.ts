import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { Crowd } from './crowd';
import { notesOn } from './notes';

/** Some hundred entities share a list of cells. */
const MOST_SHARED_CELLS = 1_000;

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
  /**
   * The values of the columns when a touch loaded the entity, from a place on in a list that it shares with others;
   * `undefined` for one that the person got in another way.
   */
  cells: readonly unknown[] | undefined = undefined;
  cellsFrom = 0;

  touchedOf(relation: RelationMetadata): Touched | undefined {
    if (this.touched !== undefined) for (const each of this.touched) if (each.relation === relation) return each;
    return undefined;
  }
}

/** Everything tracked, by entity. */
export class TrackedEntities {
  readonly #notes = notesOn(() => new Tracked());
  /** Where the next cells go. */
  #cells: unknown[] = [];
  readonly #readers = new Map<EntityMetadata, readonly CellReader[]>();

  get(entity: object): Tracked | undefined {
    return this.#notes.get(entity);
  }

  of(entity: object): Tracked {
    return this.#notes.of(entity);
  }

  /** Remembers the values of the entity's columns, to know later whether they were changed. */
  rememberCells(entity: object, metadata: EntityMetadata, tracked = this.of(entity)): void {
    // A list for each entity would weigh as much as the entity. One for all would keep the cells of all while one is in use.
    if (this.#cells.length >= MOST_SHARED_CELLS) this.#cells = [];
    tracked.cells = this.#cells;
    tracked.cellsFrom = this.#cells.length;
    for (const read of this.#readersOf(metadata)) this.#cells.push(cellOf(read(entity)));
  }

  /** Whether a column has another value than when a touch loaded the entity. */
  hasChangedCells(entity: object, metadata: EntityMetadata): boolean {
    const tracked = this.#notes.get(entity);
    if (tracked?.cells === undefined) return false;
    const { cells, cellsFrom } = tracked;
    return this.#readersOf(metadata).some((read, index) => cellOf(read(entity)) !== cells[cellsFrom + index]);
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
