import { displayWidth } from '../output/display-width';

/**
 * Whether a text takes more than `rows` lines of a terminal of `columns`, where long lines go on in the next. Looks no further than it
 * has to.
 */
export function isLongerThan(text: string, rows: number, columns: number): boolean {
  let lines = 0;
  for (let at = 0; at <= text.length && lines <= rows;) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? undefined : end);
    lines += Math.max(1, Math.ceil(displayWidth(line) / columns));
    if (end === -1) break;
    at = end + 1;
  }
  return lines > rows;
}
