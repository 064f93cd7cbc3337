import { countText } from '../../output/column-text';
import { progressLine } from '../../output/progress-line';

/** Where progress is shown. */
export interface ProgressPlace {
  /** Shows one line in the place of the one before; `undefined` takes it away. Absent where nobody looks on. */
  readonly show?: (line: string | undefined) => void;
  /** In columns. */
  readonly width: number;
}

/** How often a new line is shown, in milliseconds. */
const REFRESH = 100;
/** The terminal shows Ctrl-C behind the line: `^C`, which must not begin another. */
const ECHO = 2;

/** Shows how far the writing of rows is, at what rate, and how long it will take still. */
export class SeedProgress {
  readonly #place: ProgressPlace;
  readonly #now: () => number;
  #start: number | undefined;
  #elapsed = 0;
  #done = 0;
  #next = 0;
  #isShown = false;

  constructor(place: ProgressPlace, now: () => number = () => performance.now()) {
    this.#place = place;
    this.#now = now;
  }

  /** So many rows of so many are written. */
  at(done: number, all: number): void {
    const now = this.#now();
    this.#start ??= now;
    this.#done = done;
    this.#elapsed = now - this.#start;
    const { show, width } = this.#place;
    if (show === undefined || now < this.#next) return;
    this.#next = now + REFRESH;
    this.#isShown = true;
    const what = done === 0 ? 'Seeding' : `Seeding, ${this.#rate}`;
    show(progressLine({ what, done, all, elapsed: this.#elapsed }, width - ECHO));
  }

  /** Takes the line away. */
  end(): void {
    if (this.#isShown) this.#place.show?.(undefined);
    this.#isShown = false;
  }

  /** `266,400 rows in 0.9 s (296,000 rows/s)` */
  get summary(): string {
    return `${countText(this.#done)} rows in ${(this.#elapsed / 1000).toFixed(1)} s (${this.#rate})`;
  }

  get #rate(): string {
    const rate = (this.#done / Math.max(1, this.#elapsed)) * 1000;
    const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rate))) - 2);
    return `${countText(Math.round(rate / unit) * unit)} rows/s`;
  }
}
