/**
 * Many objects known together: the siblings out of one result, the owners of one batch. A young crowd simply holds its
 * members (a WeakRef for each costs as much as half of loading them); an old one holds them weakly, so that one member that is
 * still in use does not keep all others in memory.
 */
export class Crowd {
  #members: readonly object[] | undefined;
  #refs: readonly WeakRef<object>[] = [];

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

  /** Lets go of the members. */
  age(): void {
    if (this.#members === undefined) return;
    this.#refs = this.#members.map((member) => new WeakRef(member));
    this.#members = undefined;
  }
}

/** Members that young crowds may hold together between two lines. */
const MOST_YOUNG = 50_000;

/** Lets crowds grow old, the oldest first. It holds none of them itself: a crowd lives as long as a member of it. */
export class Crowds {
  #young: WeakRef<Crowd>[] = [];

  make(members: readonly object[]): Crowd {
    const crowd = new Crowd(members);
    this.#young.push(new WeakRef(crowd));
    return crowd;
  }

  endLine(): void {
    let held = 0;
    const young: WeakRef<Crowd>[] = [];
    for (const ref of this.#young.reverse()) {
      const crowd = ref.deref();
      if (crowd === undefined) continue;
      held += crowd.size;
      if (held > MOST_YOUNG) crowd.age();
      else young.push(ref);
    }
    this.#young = young.reverse();
  }
}
