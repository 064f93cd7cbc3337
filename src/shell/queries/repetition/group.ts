import type { QueryRecord } from '../recorder';
import { partsOf, type Comparison, type StatementParts, type Value } from '../sql/parts';
import { Shapes } from '../sql/shape';

/** Statements of one shape that a line sent. */
export interface Group {
  readonly parts: StatementParts;
  readonly records: readonly QueryRecord[];
  /** The places of the records among all of the line. */
  readonly places: readonly number[];
}

/** So many statements of a group are read to see which of its values differ: what differs later differs among these. */
const READ = 50;

/** The statements of a line by shape, in the order of their first; transactions are left out. */
export function groupsOf(records: readonly QueryRecord[]): readonly Group[] {
  const shapes = new Shapes();
  const groups = new Map<string, { parts: StatementParts; records: QueryRecord[]; places: number[] }>();
  records.forEach((record, place) => {
    if (record.kind === 'transaction') return;
    const { text, parts } = shapes.of(record.sql);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, { parts, records: [record], places: [place] });
    else {
      group.records.push(record);
      group.places.push(place);
    }
  });
  return [...groups.values()];
}

/** How many different statements there are in a group: other values make another one. */
export function countDistinct({ records }: Group): number {
  return new Set(records.map(({ sql, parameters }) => `${sql}\n${parameters.map(valueKey).join('\n')}`)).size;
}

/** Those of the group's comparisons whose values are not the same in all its statements. */
export function varyingComparisons({ records, parts }: Group): readonly Comparison[] {
  const read = records.slice(0, READ).map((record) => ({ record, comparisons: partsOf(record.sql).comparisons }));
  return parts.comparisons.filter((_, index) => {
    const seen = read.map(({ record, comparisons }) =>
      (comparisons[index]?.values ?? []).map((value) => valueText(value, record)).join('\n'),
    );
    return new Set(seen).size > 1;
  });
}

/** Whether most statements of a group ask for several keys at once: such a query is a batch already. */
export function isBatched({ records }: Group): boolean {
  const read = records.slice(0, READ);
  const batches = read.filter(({ sql }) =>
    partsOf(sql).comparisons.some(({ values, operator }) => operator === 'in' && values.length > 1),
  );
  return batches.length * 2 > read.length;
}

function valueText(value: Value, { parameters }: QueryRecord): string {
  return 'literal' in value ? value.literal : valueKey(parameters[value.parameter]);
}

/** Equal for values that a database takes for the same. */
function valueKey(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
