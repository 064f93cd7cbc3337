import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { QueryMark } from '../queries/recorder';
import type { ForeignKey, ForeignKeys } from './relation-query';

/**
 * Many objects known together: the siblings out of one result, the owners of one batch. A young crowd simply holds its
 * members (a WeakRef for each costs as much as half of loading them); an old one holds them weakly, so that one member that is
 * still in use does not keep all others in memory.
 */
export class Crowd {
  #members: readonly object[] | undefined;
  #refs: readonly WeakRef<object>[] = [];
  #foreignKeys: { readonly foreignKeys: ForeignKeys; readonly mark: QueryMark } | undefined;
  #later: { readonly relation: RelationMetadata; readonly keep: () => void } | undefined;

  constructor(members: readonly object[]) {
    this.#members = members;
  }

  /** How many members there were. */
  get size(): number {
    return this.#members?.length ?? this.#refs.length;
  }

  /** The member at a place, unless it is gone. */
  at(place: number): object | undefined {
    return this.#members === undefined ? this.#refs[place]?.deref() : this.#members[place];
  }

  /** The members that are still there. */
  *members(): Iterable<object> {
    for (let place = 0; place < this.size; place++) {
      const member = this.at(place);
      if (member !== undefined) yield member;
    }
  }

  /** Remembers the foreign keys that came with the members. They are good until the line ends or something is written. */
  rememberForeignKeys(foreignKeys: ForeignKeys, mark: QueryMark): void {
    if (foreignKeys.size > 0) this.#foreignKeys = { foreignKeys, mark };
  }

  /**
   * The foreign key that came with the member at a place, for a relation; `undefined` when it is not known.
   * @param isStill whether nothing was written since.
   */
  foreignKey(place: number, relation: RelationMetadata, isStill: (mark: QueryMark) => boolean): ForeignKey | undefined {
    if (this.#foreignKeys === undefined || !isStill(this.#foreignKeys.mark)) return undefined;
    return this.#foreignKeys.foreignKeys.get(relation)?.[place];
  }

  forgetForeignKeys(): void {
    this.#foreignKeys = undefined;
  }

  /** A relation of the members that is known, and is kept on them when one of them is asked for it: as a rule none is. */
  keepLater(relation: RelationMetadata, keep: () => void): void {
    this.#later = { relation, keep };
  }

  /** Keeps what waits to be kept. @param only nothing else than this relation. */
  settle(only?: RelationMetadata): void {
    const later = this.#later;
    if (later === undefined || (only !== undefined && only !== later.relation)) return;
    this.#later = undefined;
    later.keep();
  }

  /** Lets go of the members. */
  age(): void {
    if (this.#members === undefined) return;
    this.settle();
    this.#refs = this.#members.map((member) => new WeakRef(member));
    this.#members = undefined;
  }
}

/** Members that young crowds may hold together between two lines. */
const MOST_YOUNG = 300_000;

/** Lets crowds grow old, the oldest first. It holds none of them itself: a crowd lives as long as a member of it. */
export class Crowds {
  #young: WeakRef<Crowd>[] = [];

  make(members: readonly object[]): Crowd {
    const crowd = new Crowd(members);
    this.#young.push(new WeakRef(crowd));
    return crowd;
  }

  /** Keeps what waits to be kept, in all crowds. */
  settle(): void {
    for (const ref of this.#young) ref.deref()?.settle();
  }

  endLine(): void {
    let held = 0;
    const young: WeakRef<Crowd>[] = [];
    for (const ref of this.#young.reverse()) {
      const crowd = ref.deref();
      if (crowd === undefined) continue;
      crowd.forgetForeignKeys();
      held += crowd.size;
      if (held > MOST_YOUNG) crowd.age();
      else young.push(ref);
    }
    this.#young = young.reverse();
  }
}
