import { countText } from '../column-text';
import type { Repetition } from '../../queries/repetition/repetitions';
import { shortStatement } from './short-statement';

/** More repetitions than that in one line are only counted. */
const SHOWN = 4;

/** `12 × SELECT … FROM assignments WHERE employee_id = ? : load them with relations: { assignments: true } (of Employee)` */
export function repetitionLines(repetitions: readonly Repetition[]): readonly string[] {
  const lines = repetitions
    .slice(0, SHOWN)
    .map(({ count, parts, cure }) => `${countText(count)} × ${shortStatement(parts)} : ${cure}`);
  const more = repetitions.length - lines.length;
  return more === 0 ? lines : [...lines, `… and ${more} more statements again and again`];
}
