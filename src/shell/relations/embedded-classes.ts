import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import type { EmbeddedMetadata } from 'typeorm/metadata/EmbeddedMetadata';

/** A class whose objects are embedded in entities: what it is called and which properties the model gives it. */
export interface EmbeddedClass {
  readonly name: string;
  readonly names: readonly string[];
}

/** The classes of embedded objects, known by their prototypes: nothing is noted on the objects, and none of their properties read. */
export class EmbeddedClasses {
  readonly #byPrototype = new Map<object, EmbeddedClass>();

  constructor(metadatas: readonly EntityMetadata[]) {
    const queue = metadatas.flatMap(({ embeddeds }) => embeddeds);
    for (const embedded of queue) {
      queue.push(...embedded.embeddeds);
      const { type } = embedded;
      if (typeof type !== 'function' || this.#byPrototype.has(type.prototype as object)) continue;
      this.#byPrototype.set(type.prototype as object, { name: type.name, names: namesOf(embedded) });
    }
  }

  /** The class of an embedded object; `undefined` for anything else. */
  of(object: object): EmbeddedClass | undefined {
    if (this.#byPrototype.size === 0 || types.isProxy(object)) return undefined;
    const prototype = Object.getPrototypeOf(object) as object | null;
    return prototype === null ? undefined : this.#byPrototype.get(prototype);
  }
}

function namesOf({ columns, embeddeds, relations }: EmbeddedMetadata): readonly string[] {
  return [
    ...columns.filter(({ isVirtual }) => !isVirtual).map(({ propertyName }) => propertyName),
    ...embeddeds.map(({ propertyName }) => propertyName),
    ...relations.map(({ propertyName }) => propertyName),
  ];
}
