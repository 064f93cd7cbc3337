/** The inputs of this and earlier sessions, oldest first. Which of them are worth keeping is decided here. */
export class History {
  readonly #entries: string[];
  readonly #onAdd: (entry: string) => void;

  /**
   * @param entries what earlier sessions left, oldest first.
   * @param onAdd called with each input that is kept, to write it down.
   */
  constructor(entries: readonly string[] = [], onAdd: (entry: string) => void = () => {}) {
    this.#entries = [...entries];
    this.#onAdd = onAdd;
  }

  get entries(): readonly string[] {
    return this.#entries;
  }

  /** Keeps an input. A leading space keeps it out, as in bash; so does being what was entered just before. */
  add(input: string): void {
    const entry = input.trimEnd();
    if (entry === '' || /^\s/.test(entry) || entry === this.#entries.at(-1)) return;
    this.#entries.push(entry);
    this.#onAdd(entry);
  }
}
