const MOST = 60;

/** Texts that were cut, the newest last, as Emacs keeps them: cuts in a row are one. */
export class KillRing {
  readonly #texts: string[] = [];
  #place = 0;

  /**
   * @param side where the text stood: before the cursor or behind it.
   * @param goesOn whether what was cut just before is of the same piece.
   */
  cut(text: string, side: 'before' | 'behind', goesOn: boolean): void {
    if (text === '') return;
    const last = goesOn ? (this.#texts.pop() ?? '') : '';
    this.#texts.push(side === 'before' ? text + last : last + text);
    if (this.#texts.length > MOST) this.#texts.shift();
    this.#place = this.#texts.length - 1;
  }

  /** The newest. */
  newest(): string | undefined {
    this.#place = this.#texts.length - 1;
    return this.#texts.at(-1);
  }

  /** The one before that which was given last; the newest again behind the oldest. */
  older(): string | undefined {
    this.#place = this.#place > 0 ? this.#place - 1 : this.#texts.length - 1;
    return this.#texts[this.#place];
  }
}
