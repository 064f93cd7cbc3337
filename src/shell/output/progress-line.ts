import { countText } from './column-text';
import { displayWidth } from './display-width';

export interface Progress {
  readonly what: string;
  /** Of {@link all}. */
  readonly done: number;
  readonly all: number;
  /** Milliseconds since the beginning. */
  readonly elapsed: number;
}

/** The bar itself, in columns. */
const WIDEST_BAR = 30;

/** `Saving a.csv ━━━━━━━━╌╌╌╌ 62 %  620,000 of 1,000,000  2 s left`, in less than `width` columns: a full line would begin another. */
export function progressLine({ what, done, all, elapsed }: Progress, width: number): string {
  const share = all === 0 ? 1 : Math.min(1, done / all);
  const left = share === 0 ? '' : `  ${Math.ceil((elapsed * (1 - share)) / share / 1000)} s left`;
  const end = ` ${Math.floor(share * 100)} %  ${countText(done)} of ${countText(all)}${left}`;
  const room = Math.min(WIDEST_BAR, width - 2 - displayWidth(what) - end.length);
  if (room < 4) return end.trim().slice(0, Math.max(0, width - 1));
  const full = Math.round(share * room);
  return `${what} ${'━'.repeat(full)}${'╌'.repeat(room - full)}${end}`;
}
