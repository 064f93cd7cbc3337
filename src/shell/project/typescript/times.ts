/**
 * Node keeps an ES module for as long as the process lives, by its URL. So the URL of a file that is loaded anew ends with how
 * many times the project was: `file:///app/entity.js?typeorm-shell-times=1`.
 */
export const TIMES = 'typeorm-shell-times';

/** The number in a URL; 0 when there is none. */
export function timesIn(url: string): number {
  return Number(new RegExp(`[?&]${TIMES}=(\\d+)`).exec(url)?.[1] ?? 0);
}
