import { types } from 'node:util';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { ModelContract } from '../model';
import { isPlainObject } from '../plain-object';
import type { RelationLoader } from './loader';
import type { OwnPrinting } from './own-printing';

/** Own printing may read more once something is loaded: so many times is looked again. */
const MOST_PRINTING_ROUNDS = 5;

/** Loads what entities need to print themselves as their classes say, and nothing more. */
export class PrintLoads {
  /** @param isView whether an object is the list of an association proxy: a Proxy that may be looked at. */
  constructor(
    private readonly model: ModelContract,
    private readonly printing: OwnPrinting,
    private readonly loader: RelationLoader,
    private readonly isView: (object: object) => boolean,
  ) {}

  /** The entities among the values, in lists and plain objects too, whose classes say how they print. */
  entitiesIn(values: readonly unknown[]): readonly object[] {
    const found = new Set<object>();
    const queue: unknown[] = [...values];
    const seen = new Set<unknown>();
    for (const value of queue) {
      if (typeof value !== 'object' || value === null || seen.has(value)) continue;
      if (types.isProxy(value) && !this.isView(value)) continue;
      seen.add(value);
      if (Array.isArray(value)) queue.push(...(value as unknown[]).slice(0, 30_000));
      else if (this.model.metadataOf(value) === undefined) queue.push(...plainValues(value));
      else if (this.printing.prints(value)) found.add(value);
    }
    return [...found];
  }

  /**
   * Loads what the entities lack to print themselves.
   * @returns `undefined` when they lack nothing.
   */
  load(entities: readonly object[]): Promise<void> | undefined {
    const lacking = entities.filter((entity) => this.printing.lacking(entity).length > 0);
    return lacking.length === 0 ? undefined : this.#load(lacking);
  }

  async #load(entities: readonly object[]): Promise<void> {
    let rest = entities;
    for (let round = 0; round < MOST_PRINTING_ROUNDS && rest.length > 0; round++) {
      const byRelation = new Map<RelationMetadata, object[]>();
      rest = rest.filter((entity) => {
        const lacking = this.printing.lacking(entity);
        for (const { entity: owner, relation } of lacking) {
          const owners = byRelation.get(relation);
          if (owners === undefined) byRelation.set(relation, [owner]);
          else owners.push(owner);
        }
        return lacking.length > 0;
      });
      for (const [relation, owners] of byRelation) await this.loader.touchAll(owners, relation, true);
    }
  }
}

/** The values of a plain object, a Map or a Set, without running a getter. */
function plainValues(object: object): unknown[] {
  if (object instanceof Map) return [...(object as Map<unknown, unknown>)].flat();
  if (object instanceof Set) return [...(object as Set<unknown>)];
  if (!isPlainObject(object)) return [];
  return Object.values(Object.getOwnPropertyDescriptors(object)).map(({ value }): unknown => value);
}
