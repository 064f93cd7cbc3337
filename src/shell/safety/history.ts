import { MASK } from './masking/masking';

/** How inputs are kept for later sessions. */
export interface HistoryKeeping {
  /** @returns the input as it may be written down: without secrets. */
  readonly written: (entry: string) => string;
  /** Writes it down. */
  readonly append: (entry: string) => void;
}

const KEPT_NOWHERE: HistoryKeeping = { written: (entry) => entry, append: () => {} };

/** The inputs of this and earlier sessions, oldest first. Which of them are worth keeping is decided here. */
export class History {
  readonly #entries: string[];
  readonly #open: string[];
  readonly #keeping: HistoryKeeping;

  /** @param entries what earlier sessions left, oldest first. */
  constructor(entries: readonly string[] = [], keeping = KEPT_NOWHERE) {
    this.#entries = [...entries];
    this.#open = entries.filter(isOpen);
    this.#keeping = keeping;
  }

  get entries(): readonly string[] {
    return this.#entries;
  }

  /** Those that may be shown to somebody who has not asked for them: none with a secret in it, nor with what stands for one. */
  get open(): readonly string[] {
    return this.#open;
  }

  /** Keeps an input. A leading space keeps it out, as in bash; so does being what was entered just before. */
  add(input: string): void {
    const entry = input.trimEnd();
    if (entry === '' || /^\s/.test(entry) || entry === this.#entries.at(-1)) return;
    this.#entries.push(entry);
    const written = this.#keeping.written(entry);
    if (written === entry && isOpen(entry)) this.#open.push(entry);
    this.#keeping.append(written);
  }
}

function isOpen(entry: string): boolean {
  return !entry.includes(MASK);
}
