import { factText, type CatalogueDifference, type Fact } from '../catalogue/catalogue';
import { countText } from '../../output/column-text';
import { counted, durationText } from '../../output/sql/query-summary';
import { textGrid, type GridOptions } from '../../schema/text-grid';
import { visible } from '../../output/visible';
import type { RehearsedStep } from './rounds';
import type { TableRows } from './table-rows';

/** So many lines of a kind are shown. */
const MOST = 12;

/**
 * Lines for a step: what it was, and where rows or the schema are not as before.
 * @param news what of its difference has not been told of a step before.
 */
export function stepLines(step: RehearsedStep, news: CatalogueDifference | undefined): readonly string[] {
  const [before, after] = step.rows;
  const changed = changedRows(before, after);
  const rows = changed.length === 0 ? 'rows as before' : `rows: ${cut(changed).join(', ')}`;
  return [
    `${step.direction.padEnd(4)}  ${step.name} · ${durationText(step.milliseconds)} · ${rows}${news ? schemaWord(step) : ''}`,
    ...(news ? differenceLines(news).map((line) => `      ${line}`) : []),
  ];
}

/** What steps leave behind is there after all that follow as well: it is told once. */
export class ToldDifferences {
  readonly #told = new Set<string>();

  /** @returns what is told for the first time; `undefined` when there is nothing. */
  newsOf(difference: CatalogueDifference | undefined): CatalogueDifference | undefined {
    if (difference === undefined) return undefined;
    const isNew =
      (sign: string) =>
      (fact: Fact): boolean => {
        const text = sign + factText(fact);
        const is = !this.#told.has(text);
        this.#told.add(text);
        return is;
      };
    const news = { gone: difference.gone.filter(isNew('-')), come: difference.come.filter(isNew('+')) };
    return news.gone.length + news.come.length > 0 ? news : undefined;
  }
}

function schemaWord({ direction }: RehearsedStep): string {
  return direction === 'down'
    ? ' · the schema is not as it was before'
    : ' · the schema is not as after the first way up';
}

/** `employees 4 → 0`, for each table that has another number of rows, is new or gone. */
export function changedRows(before: TableRows, after: TableRows): readonly string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const [one, other] = [before.get(name), after.get(name)];
    if (one === other) return [];
    if (one === undefined) return [`${visible(name)} is new`];
    if (other === undefined) return [`${visible(name)} is gone`];
    return [`${visible(name)} ${rowsOf(one)} → ${rowsOf(other)}`];
  });
}

/** The rows of each table before, and after each round; of many tables those that are not always the same. */
export function rowsText(done: readonly RehearsedStep[], options: GridOptions): string {
  const [first] = done;
  if (first === undefined) return '';
  const ends = done.filter(({ direction }, at) => done[at + 1]?.direction !== direction).map(({ rows }) => rows[1]);
  const states = [first.rows[0], ...ends];
  const names = [...new Set(states.flatMap((state) => [...state.keys()]))].sort();
  const isSteady = (name: string): boolean => states.every((state) => state.get(name) === states[0].get(name));
  const shown = names.length <= MOST ? names : names.filter((name) => !isSteady(name));
  const grid = textGrid(
    ['table', 'before', 'up', 'down', 'up again'].map((title, at) => ({
      title,
      ...(at > 0 && { align: 'right' as const }),
    })),
    shown.map((name) => [visible(name), ...states.map((state) => rowsOf(state.get(name)))]),
    options,
  );
  const left = names.length - shown.length;
  return [
    ...(grid === '' ? [] : [grid]),
    ...(left === 0 ? [] : [`${counted(left, 'other table')} with as many rows throughout.`]),
  ].join('\n');
}

function rowsOf(rows: number | undefined): string {
  return rows === undefined ? '–' : countText(rows);
}

export function differenceLines({ gone, come }: CatalogueDifference): readonly string[] {
  return cut([
    ...gone.map((fact) => `- ${visible(factText(fact))}`),
    ...come.map((fact) => `+ ${visible(factText(fact))}`),
  ]);
}

function cut(lines: readonly string[]): readonly string[] {
  return lines.length <= MOST ? lines : [...lines.slice(0, MOST), `and ${lines.length - MOST} more`];
}
