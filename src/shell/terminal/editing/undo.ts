import type { TextBuffer } from './text-buffer';

/** How an edit is called where several of a kind are one to undo: letters that are typed in a row. */
export type EditKind = 'typing' | 'deleting' | 'other';

const MOST = 1000;

/** What the text was before each edit, to go back to and forth again. */
export class Undo {
  #before: TextBuffer[] = [];
  #after: TextBuffer[] = [];
  #last: EditKind | undefined;

  /**
   * An edit is made.
   * @param before the text as it was
   */
  record(before: TextBuffer, kind: EditKind): void {
    this.#after = [];
    if (kind === 'other' || kind !== this.#last) this.#before.push(before);
    if (this.#before.length > MOST) this.#before.shift();
    this.#last = kind;
  }

  /** What comes next is an edit of its own: the cursor was moved, a word is over. */
  pause(): void {
    this.#last = undefined;
  }

  /** @returns the text before the last edit, or `undefined` where there was none. */
  undo(now: TextBuffer): TextBuffer | undefined {
    return this.#step(this.#before, this.#after, now);
  }

  /** @returns the text before the last `undo`, unless something was edited since. */
  redo(now: TextBuffer): TextBuffer | undefined {
    return this.#step(this.#after, this.#before, now);
  }

  #step(from: TextBuffer[], to: TextBuffer[], now: TextBuffer): TextBuffer | undefined {
    this.#last = undefined;
    const found = from.pop();
    if (found) to.push(now);
    return found;
  }
}
