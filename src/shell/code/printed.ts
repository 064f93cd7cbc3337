import { inspect } from 'node:util';
import { isToMany } from '../relations/relation-value';
import type { Place } from './places';

/** Printing that goes deeper through relations is cut there. */
const DEEPEST = 4;

/**
 * Touches what entities read of their relations when they become text as their class says. The class is asked: its own method runs on
 * a stand-in that has no values and notes which relations are read.
 * @param how into a text, or for `console.log`.
 */
export function touchPrinted(place: Place, how: 'text' | 'log'): void {
  const { target } = place.metadata;
  if (typeof target !== 'function') return;
  const prototype = target.prototype as object;
  const log: unknown = how === 'log' ? Reflect.get(prototype, inspect.custom) : undefined;
  const text: unknown = Reflect.get(prototype, 'toString');
  const method = typeof log === 'function' ? log : text !== Object.prototype.toString ? text : undefined;
  if (typeof method !== 'function') return;
  try {
    method.call(standIn(place, prototype, 0), 2, { depth: 2, stylize: (each: string) => each }, inspect);
  } catch {
    // A class that cannot print what has no values has told what it read until then.
  }
}

function standIn(place: Place, prototype: object, depth: number): object {
  return new Proxy(Object.create(prototype) as object, {
    get(object, key, receiver) {
      const member = typeof key === 'string' ? place.members.get(key) : undefined;
      if (member?.kind !== 'relation' || typeof key !== 'string') return Reflect.get(object, key, receiver) as unknown;
      const reached = place.at(key);
      const { target } = member.relation.inverseEntityMetadata;
      if (reached === undefined || typeof target !== 'function' || depth === DEEPEST) return undefined;
      const entity = standIn(reached, target.prototype as object, depth + 1);
      const value = isToMany(member.relation) ? [entity] : entity;
      return member.relation.isLazy ? Promise.resolve(value) : value;
    },
    set: () => true,
  });
}
