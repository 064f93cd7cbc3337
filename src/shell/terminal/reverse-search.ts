export interface SearchView {
  readonly prompt: string;
  readonly text: string;
  /** Where in `text` the match begins. */
  readonly cursor: number;
}

/** Ctrl-R: an incremental search backwards through the history. Pure; the editor draws `view`. */
export class ReverseSearch {
  readonly #entries: readonly string[];
  #query = '';
  #match: { readonly index: number; readonly at: number } | undefined;
  #failed = false;

  /**
   * @param entries oldest first.
   * @param original what stood on the line before; shown until something is found.
   */
  constructor(
    entries: readonly string[],
    readonly original: string,
  ) {
    this.#entries = entries;
  }

  get view(): SearchView {
    const text = this.text;
    return {
      prompt: `(${this.#failed ? 'failed ' : ''}reverse-i-search)\`${this.#query}': `,
      text,
      cursor: this.#match?.at ?? text.length,
    };
  }

  /** Where in the text what is searched for stands, if it was found. */
  get match(): { readonly from: number; readonly to: number } | undefined {
    const at = this.#match?.at;
    return at === undefined ? undefined : { from: at, to: at + this.#query.length };
  }

  /** The entry found, or the original line. */
  get text(): string {
    return this.#match ? this.#entries[this.#match.index] : this.original;
  }

  type(characters: string): void {
    this.#query += characters;
    // What is shown may still fit the longer query; only then an older one.
    this.#find(this.#match?.index ?? this.#entries.length - 1);
  }

  /** Backspace: the shorter query starts again from the newest entry. */
  erase(): void {
    this.#query = [...this.#query].slice(0, -1).join('');
    this.#match = undefined;
    this.#find(this.#entries.length - 1);
  }

  /** Ctrl-R again: an older entry with another text. */
  older(): void {
    if (this.#match) this.#find(this.#match.index - 1, this.text);
  }

  #find(from: number, butNot?: string): void {
    this.#failed = false;
    if (this.#query === '') return;
    for (let index = from; index >= 0; index--) {
      const entry = this.#entries[index];
      const at = entry.lastIndexOf(this.#query);
      if (at >= 0 && entry !== butNot) {
        this.#match = { index, at };
        return;
      }
    }
    this.#failed = true;
  }
}
