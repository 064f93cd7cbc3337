import type { QueryRecord } from '../recorder';
import { partsOf, type Comparison, type StatementParts, type Value } from '../sql/parts';
import { Shapes } from '../sql/shape';

/** So many statements of a group are read to see which of its values differ: what differs later differs among these. */
const READ = 20;

/** Statements of one shape that a line sent. */
export class Group {
  readonly records: QueryRecord[] = [];
  /** The places of the records among all of the line. */
  readonly places: number[] = [];
  #read: readonly (readonly Comparison[])[] | undefined;

  /** @param parts of the first of them. */
  constructor(readonly parts: StatementParts) {}

  /** Whether all of them ask for the same, values included. */
  isOneStatement(): boolean {
    const [first, ...others] = this.records;
    const values = (record: QueryRecord | undefined): string => (record?.parameters ?? []).map(valueKey).join('\n');
    return others.every((other) => other.sql === first?.sql && values(other) === values(first));
  }

  /** Those comparisons of `parts` whose values are not the same in all statements. */
  varyingComparisons(): readonly Comparison[] {
    return this.parts.comparisons.filter((_, index) => {
      const seen = this.#comparisons().map((comparisons, at) =>
        (comparisons[index]?.values ?? []).map((value) => valueText(value, this.records[at])).join('\n'),
      );
      return new Set(seen).size > 1;
    });
  }

  /** Whether most of them ask for several keys at once: such a query is a batch already. */
  isBatched(): boolean {
    const read = this.#comparisons();
    const batches = read.filter((comparisons) =>
      comparisons.some(({ values, operator }) => operator === 'in' && values.length > 1),
    );
    return batches.length * 2 > read.length;
  }

  /** What the first statements compare. */
  #comparisons(): readonly (readonly Comparison[])[] {
    return (this.#read ??= this.records
      .slice(0, READ)
      .map(({ sql, dataSource }) => partsOf(sql, dataSource.options.type).comparisons));
  }
}

/** The statements of a line by shape, in the order of their first; transactions are left out. */
export function groupsOf(records: readonly QueryRecord[]): readonly Group[] {
  const shapes = new Shapes();
  const groups = new Map<string, Group>();
  records.forEach((record, place) => {
    if (record.kind === 'transaction') return;
    const { text, parts } = shapes.of(record.sql, record.dataSource.options.type);
    let group = groups.get(text);
    if (group === undefined) groups.set(text, (group = new Group(parts)));
    group.records.push(record);
    group.places.push(place);
  });
  return [...groups.values()];
}

function valueText(value: Value, record: QueryRecord | undefined): string {
  return 'literal' in value ? value.literal : valueKey(record?.parameters[value.parameter]);
}

/** Equal for values that a database takes for the same. */
function valueKey(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
