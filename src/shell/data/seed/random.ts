/**
 * Chance that can be had again: the same seed gives the same numbers on every machine, whatever the version of Node.
 *
 * The generator is sfc32 ("small fast counting") of Chris Doty-Humphrey's PractRand (https://pracrand.sourceforge.net), which is in the
 * public domain: three words that are mixed and one that counts, so that no seed has a short cycle (at least 2^32 numbers). It is for
 * plausible data, not for secrets.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /**
   * @param seed a whole number from 0 on.
   * @param stream what the numbers are for: each has its own, so that one is not changed by what another takes.
   */
  constructor(seed: number, stream = '') {
    this.#a = seed >>> 0;
    this.#b = Math.floor(seed / 0x1_0000_0000) >>> 0;
    this.#c = hashOf(stream);
    // What PractRand does after seeding: until every bit of the seed has reached all words.
    for (let round = 0; round < 12; round++) this.word();
  }

  /** @returns a whole number from 0 to 2^32 - 1. */
  word(): number {
    const word = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + word) | 0;
    return word >>> 0;
  }

  /** @returns a number from 0 up to, and without, 1. */
  share(): number {
    return this.word() / 0x1_0000_0000;
  }

  /** @returns a whole number from 0 up to, and without, `count`; at most 2^53. */
  below(count: number): number {
    if (count <= 0x1_0000_0000) return Math.floor(this.share() * count);
    return Math.floor(((this.word() * 0x20_0000 + (this.word() >>> 11)) / 2 ** 53) * count);
  }

  /** @returns a whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** @param share how often it is true, from 0 to 1. */
  chance(share: number): boolean {
    return this.share() < share;
  }

  /** @throws RangeError when there is nothing to pick from. */
  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('nothing to pick from');
    return items[this.below(items.length)];
  }

  /** @returns so many hexadecimal digits. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.word().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }
}

/** FNV-1a of Fowler, Noll and Vo, with 32 bits (http://www.isthe.com/chongo/tech/comp/fnv). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0;
}
