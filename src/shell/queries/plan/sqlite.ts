import { nestedLoop, PRIMARY_KEY, type PlanNode } from './plan-node';

/** A row of EXPLAIN QUERY PLAN. */
export interface SqliteStep {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

const ACCESS = /^(SCAN|SEARCH) (\S+)(?: EXISTS)?(?: USING (.*?))?(?: (?:LEFT|RIGHT|FULL)-JOIN)?$/u;
const USING =
  /^(?:(AUTOMATIC )?(?:PARTIAL )?(?:COVERING )?INDEX(?: (?!\()(\S+))?|INTEGER PRIMARY KEY|PRIMARY KEY)(?: \((.*)\))?$/u;

/**
 * The plan in the rows of EXPLAIN QUERY PLAN (https://sqlite.org/eqp.html). Tables that are read one inside of the other stand one after
 * the other there, and what is sorted stands before the sort.
 * @returns `undefined` where SQLite says nothing: it has nothing to look for.
 */
export function sqlitePlan(steps: readonly SqliteStep[]): PlanNode | undefined {
  const nodes = nodesBelow(0, steps);
  return nodes.length === 0 ? undefined : nestedLoop(nodes);
}

function nodesBelow(parent: number, steps: readonly SqliteStep[]): readonly PlanNode[] {
  let nodes: PlanNode[] = [];
  for (const { id, detail } of steps.filter((step) => step.parent === parent)) {
    const children = nodesBelow(id, steps);
    const sorts = /^USE TEMP B-TREE FOR (.*)$/u.exec(detail)?.[1];
    if (sorts !== undefined) nodes = [sorted(sorts, nestedLoop(nodes))];
    else if (!/^(?:BLOOM FILTER|REUSE )/u.test(detail)) nodes.push(...nodesOfStep(detail, children));
  }
  return nodes;
}

function sorted(purpose: string, child: PlanNode): PlanNode {
  if (purpose.endsWith('ORDER BY')) return { kind: 'sort', label: 'sort', children: [child] };
  const label = purpose === 'DISTINCT' || purpose.includes('DISTINCT') ? 'distinct' : 'group';
  return { kind: 'other', label, children: [child] };
}

function nodesOfStep(detail: string, children: readonly PlanNode[]): readonly PlanNode[] {
  const [, verb, table, using] = ACCESS.exec(detail) ?? [];
  if (verb !== undefined && table !== undefined && table !== 'CONSTANT')
    return [
      { kind: verb === 'SCAN' ? 'scan' : 'search', label: verb.toLowerCase(), table, ...indexOf(using), children },
    ];
  if (/^(?:LEFT|RIGHT|LEFT-MOST SUBQUERY|INDEX \d+)$/u.test(detail)) return children;
  return [
    {
      kind: 'other',
      label: labelOf(detail),
      children: children.length > 1 && isQuery(detail) ? [nestedLoop(children)] : children,
    },
  ];
}

function indexOf(using: string | undefined): Pick<PlanNode, 'index' | 'by' | 'madeForThis'> {
  const [, automatic, name, by] = USING.exec(using ?? '') ?? [];
  if (using === undefined) return {};
  return {
    index: name ?? (automatic === undefined ? PRIMARY_KEY : 'an index'),
    ...(by === undefined ? {} : { by }),
    ...(automatic === undefined ? {} : { madeForThis: true }),
  };
}

const LABELS: readonly (readonly [RegExp, string])[] = [
  [/^SCAN CONSTANT ROW/u, 'no table'],
  [/^CORRELATED (?:SCALAR|LIST) SUBQUERY/u, 'subquery for each row'],
  [/^(?:SCALAR|LIST) SUBQUERY/u, 'subquery'],
  [/^MULTI-INDEX OR/u, 'either index'],
  [/^(?:MERGE \(|COMPOUND |UNION)/u, 'union'],
  [/^(?:MATERIALIZE|CO-ROUTINE) /u, 'derived table'],
];

function labelOf(detail: string): string {
  const operator = /^(?:MERGE \()?(EXCEPT|INTERSECT)/u.exec(detail)?.[1];
  return operator?.toLowerCase() ?? LABELS.find(([form]) => form.test(detail))?.[1] ?? detail.toLowerCase();
}

function isQuery(detail: string): boolean {
  return /SUBQUERY|^(?:MATERIALIZE|CO-ROUTINE) /u.test(detail);
}
