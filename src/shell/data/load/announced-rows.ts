/** Told of a statement before it is sent; what it gives is told of the rows that were changed, afterwards. */
export type Announce = (sql: string) => (changed: number) => void;

interface Announced {
  readonly done: (changed: number) => void;
  rows: number;
}

/** Tells of the statements that insert rows, once for all rows of a kind. */
export class AnnouncedRows {
  readonly #announce: Announce;
  readonly #kinds = new Map<string, Announced>();
  #current: Announced | undefined;

  constructor(announce: Announce) {
    this.#announce = announce;
  }

  /** The rows that come now are inserted so. @throws what who is told throws: then they must not be. */
  enter(insert: string): void {
    this.#current = this.#kinds.get(insert);
    if (this.#current !== undefined) return;
    this.#current = { done: this.#announce(`${insert}…`), rows: 0 };
    this.#kinds.set(insert, this.#current);
  }

  add(): void {
    if (this.#current !== undefined) this.#current.rows++;
  }

  end(): void {
    for (const { done, rows } of this.#kinds.values()) done(rows);
  }
}
