import type { PlanNode } from './plan-node';

/** A node of EXPLAIN (FORMAT JSON): https://www.postgresql.org/docs/current/using-explain.html */
export interface PostgresNode {
  readonly 'Node Type': string;
  readonly 'Parent Relationship'?: string;
  readonly 'Subplan Name'?: string;
  readonly 'Relation Name'?: string;
  readonly Alias?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly 'Hash Cond'?: string;
  readonly 'Merge Cond'?: string;
  readonly 'Join Filter'?: string;
  readonly Filter?: string;
  readonly 'Sort Key'?: readonly string[];
  readonly 'Group Key'?: readonly string[];
  readonly Operation?: string;
  readonly 'Plan Rows'?: number;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Actual Total Time'?: number;
  readonly Plans?: readonly PostgresNode[];
}

/** The plan in what EXPLAIN (FORMAT JSON) answers, with or without ANALYZE. */
export function postgresPlan([{ Plan }]: readonly [{ readonly Plan: PostgresNode }]): PlanNode {
  return named(Plan, nodeOf(Plan));
}

const LABELS: Readonly<Record<string, string>> = {
  'Nested Loop': 'nested loop',
  'Hash Join': 'hash join',
  'Merge Join': 'merge join',
  Append: 'union',
  'Merge Append': 'union',
  Unique: 'distinct',
  LockRows: 'lock rows',
  Gather: 'in parallel',
  'Gather Merge': 'in parallel',
  Memoize: 'keep answers',
  Materialize: 'keep rows',
  'CTE Scan': 'read a common table',
  'Subquery Scan': 'derived table',
  'Function Scan': 'rows of a function',
  'Values Scan': 'given rows',
  WindowAgg: 'window',
};

function nodeOf(plan: PostgresNode): PlanNode {
  const type = plan['Node Type'];
  const children = childrenOf(plan);
  const common = { ...measured(plan), children };
  const table = plan['Relation Name'];
  const filter = optional('filter', plan.Filter ?? plan['Join Filter']);
  if (/^(?:Seq|Sample|Foreign|Tid(?: Range)?) Scan$/u.test(type) && table !== undefined)
    return { kind: type.startsWith('Tid') ? 'search' : 'scan', label: 'scan', table, ...filter, ...common };
  if (/^Index (?:Only )?Scan/u.test(type)) {
    const by = plan['Index Cond'];
    const kind = by === undefined ? 'scan' : 'search';
    return { kind, label: kind, table, index: plan['Index Name'], ...optional('by', by), ...filter, ...common };
  }
  if (type === 'Bitmap Heap Scan') return bitmapSearch(plan);
  if (type === 'ModifyTable')
    return { kind: 'write', label: plan.Operation?.toLowerCase() ?? 'write', table, children };
  if (type === 'Sort' || type === 'Incremental Sort')
    return { kind: 'sort', label: 'sort', ...optional('by', plan['Sort Key']?.join(', ')), ...common };
  const by = optional('by', plan['Hash Cond'] ?? plan['Merge Cond'] ?? plan['Group Key']?.join(', '));
  return { kind: 'other', label: labelOf(plan), ...by, ...filter, ...common };
}

function labelOf({ 'Node Type': type, Plans, 'Group Key': keys }: PostgresNode): string {
  if (type === 'Aggregate' || type === 'Group') return keys === undefined ? 'aggregate' : 'group';
  if (type === 'Result') return Plans === undefined ? 'no table' : 'condition';
  return LABELS[type] ?? type.toLowerCase();
}

/** Rows of a table by what one or several of its indexes have found: told as a search by that index. */
function bitmapSearch(plan: PostgresNode): PlanNode {
  const indexes = bitmapIndexes(plan);
  const [only] = indexes;
  return {
    kind: 'search',
    label: 'search',
    table: plan['Relation Name'],
    index: indexes.map((each) => each['Index Name']).join(' and '),
    ...optional('by', indexes.length === 1 ? only?.['Index Cond'] : plan['Recheck Cond']),
    ...optional('filter', plan.Filter),
    ...measured(plan),
    children: [],
  };
}

function bitmapIndexes(plan: PostgresNode): readonly PostgresNode[] {
  return (plan.Plans ?? []).flatMap((child) => (child['Index Name'] === undefined ? bitmapIndexes(child) : [child]));
}

/** Hashing the one side of a join is a part of the join. */
function childrenOf({ Plans = [] }: PostgresNode): readonly PlanNode[] {
  return Plans.flatMap((child) => (child['Node Type'] === 'Hash' ? childrenOf(child) : [named(child, nodeOf(child))]));
}

/** Subqueries and common tables stand among the children of the node that needs them. */
function named(plan: PostgresNode, node: PlanNode): PlanNode {
  const name = plan['Subplan Name'];
  if (name === undefined) return node;
  const common = /^CTE (.*)$/u.exec(name)?.[1];
  const forEachRow = plan['Parent Relationship'] === 'SubPlan' && !name.startsWith('hashed');
  const label = common === undefined ? `subquery${forEachRow ? ' for each row' : ''}` : `common table ${common}`;
  return { kind: 'other', label, children: [node] };
}

function measured(plan: PostgresNode): Pick<PlanNode, 'rows' | 'actual'> {
  const { 'Actual Rows': rows, 'Actual Loops': times = 1, 'Actual Total Time': milliseconds } = plan;
  return {
    ...(plan['Plan Rows'] === undefined ? {} : { rows: plan['Plan Rows'] }),
    ...(rows === undefined
      ? {}
      : {
          actual: {
            rows,
            times,
            ...(milliseconds === undefined ? {} : { milliseconds: milliseconds * Math.max(times, 1) }),
          },
        }),
  };
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, string>>);
}
