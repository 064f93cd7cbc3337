/**
 * Walks through the history with the arrow keys: older and newer entries that begin with what stood on the line, and back to
 * that line in the end. Pure: it holds a snapshot and a place in it.
 */
export class HistoryCursor {
  readonly #entries: readonly string[];
  readonly #typed: string;
  #index: number;
  #shown: string;

  /** @param entries oldest first. */
  constructor(entries: readonly string[], typed: string) {
    this.#entries = entries;
    this.#typed = typed;
    this.#shown = typed;
    this.#index = entries.length;
  }

  /** @returns the next older entry that fits, or `undefined` when there is none. */
  older(): string | undefined {
    return this.#step(-1);
  }

  /** @returns the next newer entry that fits, at last the typed line, or `undefined` when that is shown already. */
  newer(): string | undefined {
    const entry = this.#step(1);
    if (entry !== undefined || this.#index === this.#entries.length) return entry;
    this.#index = this.#entries.length;
    if (this.#shown === this.#typed) return undefined;
    return (this.#shown = this.#typed);
  }

  #step(by: 1 | -1): string | undefined {
    for (let index = this.#index + by; index >= 0 && index < this.#entries.length; index += by) {
      const entry = this.#entries[index];
      if (entry.startsWith(this.#typed) && entry !== this.#shown) {
        this.#index = index;
        return (this.#shown = entry);
      }
    }
    return undefined;
  }
}
