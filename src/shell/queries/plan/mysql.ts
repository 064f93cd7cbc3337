import { nestedLoop, PRIMARY_KEY, type PlanNode } from './plan-node';

type Json = Readonly<Record<string, unknown>>;

/**
 * The plan in what EXPLAIN FORMAT=JSON answers on MariaDB (ANALYZE FORMAT=JSON too) and on MySQL: the same words for tables, other ones
 * for what is around them. (https://mariadb.com/kb/en/explain-format-json/,
 * https://dev.mysql.com/doc/refman/8.0/en/explain.html)
 */
export function mysqlPlan(answer: Json): PlanNode | undefined {
  const nodes = nodesIn(answer);
  return nodes.length === 0 ? undefined : nestedLoop(nodes);
}

/** What a key of a plan stands for: a step with a name of its own, or nothing but what is in it. */
const STEPS: Readonly<Record<string, (inside: Json) => Pick<PlanNode, 'kind' | 'label' | 'by'> | undefined>> = {
  filesort: ({ sort_key: by }) => ({ kind: 'sort', label: 'sort', ...(typeof by === 'string' ? { by } : {}) }),
  ordering_operation: (inside) => (inside.using_filesort === true ? { kind: 'sort', label: 'sort' } : undefined),
  grouping_operation: () => ({ kind: 'other', label: 'group' }),
  duplicates_removal: () => ({ kind: 'other', label: 'distinct' }),
  temporary_table: () => ({ kind: 'other', label: 'temporary table' }),
  window_functions_computation: () => ({ kind: 'other', label: 'window' }),
  windowing: () => ({ kind: 'other', label: 'window' }),
  union_result: () => ({ kind: 'other', label: 'union' }),
  intersect_result: () => ({ kind: 'other', label: 'intersect' }),
  except_result: () => ({ kind: 'other', label: 'except' }),
};

function nodesIn(value: unknown): readonly PlanNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Json).flatMap(([key, inside]) => nodesOfKey(key, inside));
}

function nodesOfKey(key: string, inside: unknown): readonly PlanNode[] {
  if (typeof inside !== 'object' || inside === null) return [];
  if (key === 'table') return [tableNode(inside as Json)];
  if (key === 'nested_loop') return [nestedLoop(nodesIn(inside))];
  if (key.endsWith('subqueries')) return subqueries(inside);
  const children = nodesIn(inside);
  if (key === 'block-nl-join' || key === 'hash-join') return children.map((child) => joined(child, inside as Json));
  const step = STEPS[key]?.(inside as Json);
  return step === undefined ? children : [{ ...step, children }];
}

function subqueries(inside: unknown): readonly PlanNode[] {
  const all = (Array.isArray(inside) ? inside : [inside]) as readonly Json[];
  return all.map((each) => {
    const forEachRow = each.dependent === true || 'expression_cache' in each;
    return { kind: 'other', label: forEachRow ? 'subquery for each row' : 'subquery', children: nodesIn(each) };
  });
}

/** A table that is read once for many rows of the one before: what joins them stands outside of it. */
function joined(child: PlanNode, { attached_condition: condition }: Json): PlanNode {
  return typeof condition === 'string' && child.filter === undefined ? { ...child, filter: condition } : child;
}

/** How a table is read: https://dev.mysql.com/doc/refman/8.0/en/explain-output.html#explain-join-types */
const SCANS: ReadonlySet<unknown> = new Set(['ALL', 'index', 'hash_ALL', 'hash_index']);

function tableNode(table: Json): PlanNode {
  const {
    table_name: name,
    access_type: access,
    message,
    attached_condition: filter,
    rows_examined_per_scan: examined,
  } = table;
  const inner = nodesIn(
    Object.fromEntries(Object.entries(table).filter(([key]) => /^materialized|subqueries$/u.test(key))),
  );
  if (typeof name !== 'string')
    return { kind: 'other', label: typeof message === 'string' ? message.toLowerCase() : 'no table', children: inner };
  const rows = numberOf(table.rows) ?? numberOf(examined);
  const written = (['insert', 'update', 'delete', 'replace'] as const).find((word) => word in table);
  // What is made for the statement has no name of its own: <subquery2>, <derived3>.
  const isDerived = name.startsWith('<');
  const kind = access === undefined ? 'write' : SCANS.has(access) ? 'scan' : 'search';
  const node: PlanNode = {
    kind: isDerived ? 'other' : kind,
    label: isDerived ? 'derived table' : kind === 'write' ? 'insert' : kind,
    ...(isDerived ? {} : { table: name }),
    ...indexOf(table),
    ...(typeof filter === 'string' ? { filter } : {}),
    ...(rows === undefined ? {} : { rows }),
    ...actualOf(table),
    children: inner,
  };
  if (written === undefined || kind === 'write') return node;
  return written === 'insert' || written === 'replace'
    ? { kind: 'write', label: written, table: name, children: inner }
    : { kind: 'write', label: written, table: name, children: [node] };
}

function indexOf({
  key,
  used_key_parts: parts,
  ref,
  index_merge: merge,
  index_condition: condition,
}: Json): Pick<PlanNode, 'index' | 'by'> {
  if (merge !== undefined) return { index: keysIn(merge).map(indexName).join(' and ') };
  if (typeof key !== 'string') return {};
  const columns = Array.isArray(parts) ? (parts as readonly string[]) : [];
  const values = Array.isArray(ref) ? (ref as readonly string[]) : undefined;
  const by = values
    ? columns.map((column, at) => `${column} = ${valueText(values[at])}`).join(' AND ')
    : typeof condition === 'string'
      ? condition
      : '';
  return { index: indexName(key), ...(by === '' ? {} : { by }) };
}

function indexName(key: string): string {
  return key === 'PRIMARY' ? PRIMARY_KEY : key;
}

/** `database.table.column`, `const`, `func`. */
function valueText(ref: string | undefined): string {
  const path = ref?.split('.') ?? [];
  return path.length < 2 ? '?' : path.slice(-2).join('.');
}

function keysIn(merge: unknown): readonly string[] {
  if (typeof merge !== 'object' || merge === null) return [];
  return Object.entries(merge).flatMap(([key, value]) =>
    key === 'key' && typeof value === 'string' ? [value] : keysIn(value),
  );
}

function actualOf(table: Json): Pick<PlanNode, 'actual'> {
  const rows = numberOf(table.r_rows);
  if (rows === undefined) return {};
  const spent = [table.r_total_time_ms, table.r_table_time_ms, table.r_other_time_ms].map(numberOf);
  const known = spent.filter((each) => each !== undefined);
  return {
    actual: {
      rows,
      times: numberOf(table.r_loops) ?? 1,
      ...(known.length === 0 ? {} : { milliseconds: known.reduce((sum, each) => sum + each, 0) }),
    },
  };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
