import { countText } from '../shell/output/column-text';
import { progressLine } from '../shell/output/progress-line';

/** The part of a stream that progress is shown on. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** How often a new line is shown, in milliseconds. */
const REFRESH = 100;
/** The terminal shows Ctrl-C behind the line: `^C`, which must not begin another. */
const ECHO = 2;
const ERASE_LINE = '\r\x1b[2K';

/** Shows how far the writing of rows is, at what rate, and how long it will take still; only in a terminal. */
export class SeedProgress {
  readonly #stream: ProgressStream;
  readonly #now: () => number;
  #start: number | undefined;
  #elapsed = 0;
  #done = 0;
  #next = 0;
  #isShown = false;

  constructor(stream: ProgressStream, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
  }

  /** So many rows of so many are written. */
  at(done: number, all: number): void {
    const now = this.#now();
    this.#start ??= now;
    this.#done = done;
    this.#elapsed = now - this.#start;
    if (this.#stream.isTTY !== true || now < this.#next) return;
    this.#next = now + REFRESH;
    this.#isShown = true;
    const what = done === 0 ? 'Seeding' : `Seeding, ${this.#rate}`;
    const width = (this.#stream.columns ?? 80) - ECHO;
    this.#stream.write(`${ERASE_LINE}${progressLine({ what, done, all, elapsed: this.#elapsed }, width)}`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.#isShown) this.#stream.write(ERASE_LINE);
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
