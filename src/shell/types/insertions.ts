/** Something that is put into a text. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
  /** At one place what stands behind something comes first, then what stands before something. */
  readonly side: 'before' | 'behind';
}

/** A text with insertions: nothing of it is lost, so that each place in one text has its place in the other. */
export class InsertedText {
  readonly text: string;
  readonly #sorted: readonly Insertion[];

  /** @param insertions what is said first of two at one place is the outer of those before something. */
  constructor(
    readonly original: string,
    insertions: readonly Insertion[],
  ) {
    this.#sorted = insertions
      .map((insertion, order) => ({ insertion, order }))
      .sort((a, b) => a.insertion.at - b.insertion.at || rank(a) - rank(b) || a.order - b.order)
      .map(({ insertion }) => insertion);
    let at = 0;
    let text = '';
    for (const insertion of this.#sorted) {
      text += original.slice(at, insertion.at) + insertion.text;
      at = insertion.at;
    }
    this.text = text + original.slice(at);
  }

  /** Where a place of the original text is in this one: before what was put behind it, behind what was put before it. */
  placeOf(original: number): number {
    let place = original;
    for (const { at, text, side } of this.#sorted) {
      if (at > original || (at === original && side === 'behind')) continue;
      place += text.length;
    }
    return place;
  }

  /** The place in the original text that a place in this one belongs to. */
  originalOf(place: number): number {
    let shift = 0;
    for (const { at, text } of this.#sorted) {
      if (at + shift >= place) break;
      shift += Math.min(text.length, place - at - shift);
    }
    return Math.min(place - shift, this.original.length);
  }
}

function rank({ insertion }: { readonly insertion: Insertion }): number {
  return insertion.side === 'behind' ? 0 : 1;
}
