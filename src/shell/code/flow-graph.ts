import type ts from 'typescript';
import type { Place } from './places';

/** Something that may hold entities: an expression, a variable, what a function returns, a property of that name. */
export type Key = ts.Node | ts.Symbol | string;

/** Where the entities of a place are after a step; `undefined` when they do not take it. */
export type Step = (place: Place) => Place | undefined;

interface Edge {
  readonly to: Key;
  readonly step: Step;
}

/** What flows where: places go along the edges until none is new. */
export class FlowGraph {
  readonly #edges = new Map<Key, Edge[]>();
  readonly #places = new Map<Key, Set<Place>>();
  readonly #queue: (readonly [Key, Place])[] = [];

  at(key: Key): ReadonlySet<Place> {
    return this.#places.get(key) ?? new Set();
  }

  run(): void {
    for (let next = this.#queue.pop(); next !== undefined; next = this.#queue.pop()) {
      const [key, place] = next;
      for (const { to, step } of this.#edges.get(key) ?? []) this.#follow(to, step, place);
    }
  }

  #follow(to: Key, step: Step, place: Place): void {
    const reached = step(place);
    if (reached !== undefined) this.put(to, reached);
  }

  put(key: Key, place: Place): void {
    let places = this.#places.get(key);
    if (places === undefined) this.#places.set(key, (places = new Set()));
    if (places.has(place)) return;
    places.add(place);
    this.#queue.push([key, place]);
  }

  edge(from: Key, to: Key, step: Step = (place) => place): void {
    const edges = this.#edges.get(from);
    if (edges === undefined) this.#edges.set(from, [{ to, step }]);
    else edges.push({ to, step });
    for (const place of this.#places.get(from) ?? []) this.#follow(to, step, place);
  }
}
