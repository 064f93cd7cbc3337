import type { Step } from './transaction-groups';

/** More names than this are counted. */
const MOST = 5;

/** `Revert AddPhone1762000300000?` */
export function questionOf(what: string, steps: readonly Step[]): string {
  const names = steps.slice(0, MOST).map(({ migration }) => migration.name);
  const more = steps.length > MOST ? ` and ${steps.length - MOST} more` : '';
  return `${what} ${names.join(', ')}${more}?`;
}
