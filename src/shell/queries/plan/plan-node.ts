/** One step of how a database answers a statement; its children are what it works on, in the order in which they come. */
export interface PlanNode {
  readonly kind:
    /** All rows of a table, or of one of its indexes. */
    | 'scan'
    /** Rows by an index. */
    | 'search'
    /** Rows that are put in order first. */
    | 'sort'
    /** INSERT, UPDATE, DELETE. */
    | 'write'
    | 'other';
  /** What is done: `scan`, `search`, `hash join`, `sort`, `group`, … */
  readonly label: string;
  /** The table that is read or written, as the database calls it here: by its name or by its alias. */
  readonly table?: string;
  /** The index that is used, by name; {@link PRIMARY_KEY} where the database gives it none. */
  readonly index?: string;
  /** Whether the database makes that index for this statement alone. */
  readonly madeForThis?: boolean;
  /** What the index is searched by, or rows are joined or sorted by, as the database writes it: values may stand in it. */
  readonly by?: string;
  /** What rows are sorted out by once they are read, likewise. */
  readonly filter?: string;
  /** Rows as the database expects them, for each time that this is done. */
  readonly rows?: number;
  /** What really happened, after an analysis. */
  readonly actual?: {
    /** Rows each time, on average. */
    readonly rows: number;
    readonly times: number;
    /** Of all times together, children included where the database includes them. */
    readonly milliseconds?: number;
  };
  readonly children: readonly PlanNode[];
}

export const PRIMARY_KEY = 'primary key';

/**
 * Tables that are read one inside of the other, as one step. Of one alone nothing needs to be said; subqueries that stand beside it are
 * what it needs.
 */
export function nestedLoop(nodes: readonly PlanNode[]): PlanNode {
  const subqueries = nodes.filter(({ label }) => label.startsWith('subquery'));
  const [first, ...others] = nodes.filter((node) => !subqueries.includes(node));
  if (first === undefined || others.length > 0) return { kind: 'other', label: 'nested loop', children: nodes };
  return subqueries.length === 0 ? first : { ...first, children: [...first.children, ...subqueries] };
}

/** A node and all below it. */
export function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}
