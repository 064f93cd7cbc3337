import type { Random } from '../random';
import { FIRST_NAMES, LAST_NAMES } from '../words/people';

/** Between these a made row comes to be: fixed, so that a seed gives the same rows on any day. */
const FIRST_MOMENT = Date.UTC(2020, 0, 1, 8);
const DAYS = 5 * 365;
const DAY = 86_400_000;
const MINUTE = 60_000;

/** What the values of one row share: a name and an address of mail are of one person, nothing ends before it begins. */
export class RowFacts {
  readonly #random: Random;
  #first: string | undefined;
  #last: string | undefined;
  #created: Date | undefined;

  /** @param index of the row among those that are made of its entity, from 0. */
  constructor(
    random: Random,
    readonly index: number,
  ) {
    this.#random = random;
  }

  get firstName(): string {
    return (this.#first ??= this.#random.pick(FIRST_NAMES));
  }

  get lastName(): string {
    return (this.#last ??= this.#random.pick(LAST_NAMES));
  }

  /** When the row came to be, in the daytime. */
  get created(): Date {
    return (this.#created ??= new Date(
      FIRST_MOMENT + this.#random.below(DAYS) * DAY + this.#random.below(12 * 60) * MINUTE,
    ));
  }

  /** A moment so many days, or less, after the row came to be; or before it, for a number below 0. */
  near(days: number): Date {
    const [least, most] = days < 0 ? [days * 1440, 0] : [0, days * 1440];
    return new Date(this.created.getTime() + this.#random.between(least, most) * MINUTE);
  }
}
