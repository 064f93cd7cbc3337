import type { QueryRecord } from '../recorder';
import type { StatementParts } from '../sql/parts';
import { lineOf, type Line } from './line';
import type { ModelTables } from './model-tables';
import { cureOfReads } from './reads';
import { THRESHOLD } from './threshold';
import { cureOfWrites } from './writes';
import { mainTable } from './line';
import type { Group } from './group';

/** A statement that a line sent again and again, and what to do instead. */
export interface Repetition {
  readonly count: number;
  readonly parts: StatementParts;
  readonly cure: string;
}

/**
 * The repetitions in what a line sent, in the order in which they began: `THRESHOLD` statements or more of the same shape, for which
 * there is another way. (The idea of telling N + 1 queries by the shape of their statements is that of bullet and prosopite, for
 * Rails; what to do about them comes from TypeORM's metadata here.)
 */
export function repetitionsOf(records: readonly QueryRecord[], tables: ModelTables): readonly Repetition[] {
  if (records.length < THRESHOLD) return [];
  const line = lineOf(records, tables);
  const found: (Repetition & { readonly group: Group })[] = [];
  for (const group of line.groups) {
    if (group.records.length < THRESHOLD) continue;
    const isRead = group.records[0]?.kind === 'read';
    const cure = isRead ? cureOfReads(group, line) : cureOfWrites(group, line);
    if (cure === undefined || (!isRead && found.some((other) => cascades(other, group, line)))) continue;
    found.push({ count: group.records.length, parts: group.parts, cure, group });
  }
  return found.map(({ count, parts, cure }) => ({ count, parts, cure }));
}

/** Whether writes came of the same saves as others that were named already: those of what was saved with them. */
function cascades(
  { group, cure }: { readonly group: Group; readonly cure: string },
  later: Group,
  line: Line,
): boolean {
  if (group.records[0]?.kind !== 'write') return false;
  const saves = new Set(group.places.map((place) => line.transactions[place] ?? 0));
  const alike = later.places.every((place) => saves.has(line.transactions[place] ?? 0));
  return alike && !saves.has(0) && (mainTable(group) !== mainTable(later) || cure.includes('.save('));
}
