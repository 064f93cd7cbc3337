/** Notes on objects, seen by nobody else, which go when the object goes. */
export interface Notes<T> {
  get(object: object): T | undefined;
  /** The object's note; a new one when it has none. */
  of(object: object): T;
}

/** A constructor that gives the object it was handed: the fields of a class that extends it are put on that object. */
class Handed {
  constructor(object: object) {
    return object;
  }
}

/**
 * Keeps a note on each object in a private field of the object itself. No reflection, copy, comparison or printing sees it, a
 * frozen object takes it too. A WeakMap says the same, but ten thousand entries of one cost the garbage collector as much as
 * TypeORM takes to make the entities.
 * @param make makes the note of an object that has none.
 */
export function notesOn<T>(make: () => T): Notes<T> {
  class Noted extends Handed {
    readonly #note = make();

    static get(object: object): T | undefined {
      return #note in object ? object.#note : undefined;
    }

    static of(object: object): T {
      return (#note in object ? object : new Noted(object)).#note;
    }
  }
  return Noted;
}
