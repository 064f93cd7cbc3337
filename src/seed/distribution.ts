import type { Random } from '../shell/data/seed/random';

export interface Sizes {
  /** Of the group at a place of the order of size, from 1. */
  readonly sizeOf: (place: number) => number;
  /** All groups together. */
  readonly total: number;
}

/** Sizes of groups by Zipf's law: the one at place n has an n-th of the largest, in whole numbers. The largest has at least one. */
export function shareOut(groups: number, largest: number): Sizes {
  const first = Math.max(1, Math.floor(largest));
  const sizeOf = (place: number): number => Math.floor(first / place);
  let total = 0;
  for (let place = 1; place <= groups; place++) total += sizeOf(place);
  return { sizeOf, total };
}

/**
 * Which place a group has: ids from 1 on to places from 1 on, each once, and large groups far from each other.
 * Steps of the golden section, which leave no gaps (Knuth, The Art of Computer Programming, 6.4).
 */
export function spreadOrder(groups: number, random: Random): (id: number) => number {
  let step = Math.max(1, Math.round(groups * 0.6180339887498949));
  while (gcd(step, groups) !== 1) step++;
  const offset = random.below(groups);
  return (id) => ((id * step + offset) % groups) + 1;
}

function gcd(one: number, other: number): number {
  return other === 0 ? one : gcd(other, one % other);
}

/** People to choose from, each at most once at a time. */
export class Crowd {
  readonly #people: number;
  readonly #random: Random;
  /** In which choice somebody was taken last. */
  readonly #taken: Uint32Array;
  #choice = 0;

  constructor(people: number, random: Random) {
    this.#people = people;
    this.#random = random;
    this.#taken = new Uint32Array(people);
  }

  /** @returns ids from 1 on; the first of them come much more often than the last. `count` is far less than there are people. */
  *choose(count: number): Generator<number> {
    this.#choice++;
    for (let left = count; left > 0;) {
      const share = this.#random.share();
      const person = Math.floor(this.#people * share * share);
      if (this.#taken[person] === this.#choice) continue;
      this.#taken[person] = this.#choice;
      left--;
      yield person + 1;
    }
  }
}
