import { nearNames } from '../../near-names';
import { UserError } from '../../user-error';

/** The savepoints that the person has made in a transaction, and how many rows had been changed at each. Names are those of SQL: `A` is `a`. */
export class Savepoints {
  readonly #changed = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#changed.size === 0;
  }

  set(name: string, changed: number): void {
    this.#changed.delete(name.toLowerCase());
    this.#changed.set(name.toLowerCase(), changed);
  }

  /** @throws UserError for one that is not there. */
  check(name: string): void {
    if (this.#changed.has(name.toLowerCase())) return;
    const near = nearNames(name, this.#changed.keys());
    const advice = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '.savepoint NAME makes one.';
    throw new UserError(`There is no savepoint ${name}.`, advice);
  }

  /** Those that were made after it are no more. @returns how many rows had been changed there. */
  backTo(name: string): number {
    const names = [...this.#changed.keys()];
    for (const later of names.slice(names.indexOf(name.toLowerCase()) + 1)) this.#changed.delete(later);
    return this.#changed.get(name.toLowerCase()) ?? 0;
  }

  clear(): void {
    this.#changed.clear();
  }
}
