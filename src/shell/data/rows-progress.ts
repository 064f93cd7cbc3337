import { countText } from '../output/column-text';
import { displayWidth } from '../output/display-width';
import type { CommandContext } from '../commands/command';

/** How long it may take before the person is shown how far it is, in milliseconds; and how often they are, from then on. */
const PATIENCE = 1_000;
const REFRESH = 200;
/** The terminal shows Ctrl-C behind the line: `^C`, which must not begin another. */
const ECHO = 2;
const WIDEST_BAR = 30;

export interface RowsDone {
  readonly rows: number;
  /** Of all that is to be done, from 0 to 1; `undefined` where nobody knows. */
  readonly share: number | undefined;
  /** Milliseconds since the beginning. */
  readonly elapsed: number;
}

/** `Loading a.json ━━━━━━╌╌╌╌ 62 %  620,000 rows  210,000 rows/s  2 s left`, in less than `width` columns. */
export function rowsLine(what: string, { rows, share, elapsed }: RowsDone, width: number): string {
  const rate = elapsed === 0 ? 0 : Math.round((rows * 1000) / elapsed);
  const left = share === undefined || share === 0 ? '' : `  ${timeText((elapsed * (1 - share)) / share)} left`;
  const percent = share === undefined ? '' : ` ${Math.floor(Math.min(1, share) * 100)} %`;
  const end = `${percent}  ${countText(rows)} rows  ${countText(rate)} rows/s${left}`;
  const room = share === undefined ? 0 : Math.min(WIDEST_BAR, width - 2 - displayWidth(what) - end.length);
  const full = Math.round(Math.min(1, share ?? 0) * room);
  const bar = room < 4 ? '' : ` ${'━'.repeat(full)}${'╌'.repeat(room - full)}`;
  const line = `${what}${bar}${end}`;
  return displayWidth(line) < width ? line : end.trim().slice(0, Math.max(0, width - 1));
}

function timeText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** Shows how far it is, where somebody looks and it takes long. */
export class RowsProgress {
  readonly #context: Pick<CommandContext, 'status' | 'width'>;
  readonly #what: string;
  readonly #start = performance.now();
  #next = this.#start + PATIENCE;
  #isShown = false;
  rows = 0;

  constructor(context: Pick<CommandContext, 'status' | 'width'>, what: string) {
    this.#context = context;
    this.#what = what;
  }

  /** @param share asked for when it is shown. */
  add(rows: number, share: () => number | undefined): void {
    this.rows += rows;
    const now = performance.now();
    const { status, width } = this.#context;
    if (status === undefined || now < this.#next) return;
    this.#next = now + REFRESH;
    this.#isShown = true;
    const done = { rows: this.rows, share: share(), elapsed: now - this.#start };
    status(rowsLine(this.#what, done, width - ECHO));
  }

  end(): void {
    if (this.#isShown) this.#context.status?.(undefined);
  }
}
