import { inspect, types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { Model } from '../model';
import type { OwnPrinter, Printers } from '../own-printer';
import type { MembersOf } from './members';
import { loadedValue } from './relation-value';

/** A relation that an entity's own printing reads and that is not loaded. */
export interface Lacking {
  readonly entity: object;
  readonly relation: RelationMetadata;
}

/**
 * Finds out which relations the entities need to print themselves, by letting them print to nobody: their own method runs on a
 * stand-in that notes which unloaded relations it reads. What it prints, and what it throws, is dropped.
 */
export class OwnPrinting {
  readonly #model: Model;
  readonly #members: MembersOf;
  readonly #methods: Map<EntityMetadata, OwnPrinter | undefined>;

  constructor(model: Model, members: MembersOf, printers: Printers = new Map()) {
    this.#model = model;
    this.#members = members;
    this.#methods = new Map(printers);
  }

  /** Whether the entity's class says how it prints. */
  prints(entity: object): boolean {
    const metadata = this.#model.metadataOf(entity);
    return metadata !== undefined && this.#methodOf(entity, metadata) !== undefined;
  }

  /** What the entity's own printing lacks now; it may read more once that is loaded. */
  lacking(entity: object): readonly Lacking[] {
    const metadata = this.#model.metadataOf(entity);
    const print = metadata && this.#methodOf(entity, metadata);
    if (print === undefined) return [];
    const lacking: Lacking[] = [];
    try {
      print.call(
        this.#standIn(entity, lacking, new WeakMap()),
        2,
        { depth: 2, stylize: (text: string) => text },
        inspect,
      );
    } catch {
      // A class with private fields cannot print a stand-in; it prints what is loaded.
    }
    return lacking;
  }

  #methodOf(entity: object, metadata: EntityMetadata): OwnPrinter | undefined {
    if (!this.#methods.has(metadata)) {
      const custom: unknown = Reflect.get(Object.getPrototypeOf(entity) as object, inspect.custom, entity);
      const text: unknown = Reflect.get(Object.getPrototypeOf(entity) as object, 'toString', entity);
      const own = typeof custom === 'function' ? custom : text !== Object.prototype.toString ? text : undefined;
      this.#methods.set(metadata, typeof own === 'function' ? (own as OwnPrinter) : undefined);
    }
    return this.#methods.get(metadata);
  }

  /** The entity as its own printing sees it: loaded relations lead to stand-ins, unloaded ones are noted. */
  #standIn(entity: object, lacking: Lacking[], known: WeakMap<object, object>): object {
    const metadata = this.#model.metadataOf(entity);
    const already = known.get(entity);
    if (metadata === undefined || already !== undefined) return already ?? entity;
    const members = this.#members.of(metadata);
    const standIn: object = new Proxy(entity, {
      get: (target, key, receiver) => {
        const member = typeof key === 'string' ? members.get(key) : undefined;
        if (member?.kind !== 'relation') return Reflect.get(target, key, receiver) as unknown;
        const { relation } = member;
        const value = loadedValue(target, relation);
        // Reading a lazy relation would load it, and a promise cannot be printed anyway.
        if (relation.isLazy) return Promise.resolve(value);
        if (value === undefined) lacking.push({ entity: target, relation });
        return this.#seen(value, lacking, known);
      },
      // Whatever printing writes down goes with the stand-in.
      set: () => true,
    });
    known.set(entity, standIn);
    return standIn;
  }

  #seen(value: unknown, lacking: Lacking[], known: WeakMap<object, object>): unknown {
    if (Array.isArray(value)) {
      if (types.isProxy(value)) return value;
      return (value as unknown[]).map((each) =>
        typeof each === 'object' && each !== null ? this.#standIn(each, lacking, known) : each,
      );
    }
    return typeof value === 'object' && value !== null ? this.#standIn(value, lacking, known) : value;
  }
}
