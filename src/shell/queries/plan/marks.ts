import type { DataSource } from 'typeorm';
import type { StatementParts } from '../sql/parts';
import type { TableFacts } from './catalogue';
import { nodesOf, type PlanNode } from './plan-node';

/** A table with more rows is big: reading all of it is worth a word. */
export const BIG = 1_000;

/** Something in a plan that should be looked at. */
export type Mark =
  | { readonly kind: 'full scan'; readonly rows: number }
  /** @param property how the model calls the column: `Assignment.employee`. */
  | {
      readonly kind: 'no index';
      readonly table: string;
      readonly column: string;
      readonly property: string | undefined;
    };

export interface MarkOptions {
  readonly parts: StatementParts;
  /** By name. */
  readonly tables: ReadonlyMap<string, TableFacts>;
  readonly dataSource: DataSource;
}

/**
 * What is to be marked in a plan: tables with more than {@link BIG} rows that are read from end to end, and the columns by which their rows
 * are then picked out or joined and with which no index begins; on SQLite also the indexes that it makes for a statement alone.
 */
export function marksOf(plan: PlanNode, options: MarkOptions): ReadonlyMap<PlanNode, readonly Mark[]> {
  const marks = new Map<PlanNode, readonly Mark[]>();
  for (const node of nodesOf(plan)) {
    const found = marksOfNode(node, plan, options);
    if (found.length > 0) marks.set(node, found);
  }
  return marks;
}

function marksOfNode(node: PlanNode, plan: PlanNode, options: MarkOptions): readonly Mark[] {
  const table = node.table === undefined ? undefined : tableOf(node.table, options.parts);
  const facts = table === undefined ? undefined : options.tables.get(table);
  if (table === undefined || facts === undefined) return [];
  if (node.madeForThis) return missingIndexes(table, facts, node, options);
  if (node.kind !== 'scan' || facts.rows === undefined || facts.rows <= BIG || endsEarly(plan, options.parts))
    return [];
  return [{ kind: 'full scan', rows: facts.rows }, ...missingIndexes(table, facts, node, options)];
}

/** The table behind what a plan calls by an alias. */
export function tableOf(name: string, { tables }: StatementParts): string {
  // MariaDB writes aliases in lower case.
  const called = name.toLowerCase();
  const found =
    tables.find(({ alias }) => alias.toLowerCase() === called) ??
    tables.find(({ table }) => table.toLowerCase() === called);
  return found?.table ?? name;
}

const LOOKED_UP: ReadonlySet<string> = new Set(['=', 'in', '<=>', '<', '<=', '>', '>=', 'between']);

function missingIndexes(table: string, { indexes }: TableFacts, node: PlanNode, options: MarkOptions): readonly Mark[] {
  const { comparisons, joined } = options.parts;
  const leading = new Set(indexes.map(({ columns }) => columns[0]));
  const compared = comparisons
    .filter((each) => each.table === table && !each.sets && LOOKED_UP.has(each.operator))
    .map(({ column }) => column);
  const joining = joined.flat().flatMap((each) => (each.table === table ? [each.column] : []));
  const columns = node.madeForThis ? [...joining, ...compared] : [...compared, ...joining];
  return [...new Set(columns)]
    .filter((column) => !leading.has(column) && (!node.madeForThis || node.by?.includes(column) === true))
    .map((column) => ({ kind: 'no index', table, column, property: propertyOf(table, column, options.dataSource) }));
}

function propertyOf(table: string, column: string, { entityMetadatas }: DataSource): string | undefined {
  const metadata = entityMetadatas.find((each) => each.tableName === table && !each.isJunction);
  const found = metadata?.columns.find(({ databaseName }) => databaseName === column);
  if (metadata === undefined || found === undefined) return undefined;
  return `${metadata.name}.${found.relationMetadata?.propertyPath ?? found.propertyPath}`;
}

/** Whether the first rows are enough: nothing is picked out, sorted or summed up before they are given. */
function endsEarly(plan: PlanNode, { comparisons, tables, aggregate, has }: StatementParts): boolean {
  const steps = [...nodesOf(plan)];
  const all = steps.some(
    ({ kind, label }) => kind === 'sort' || ['group', 'distinct', 'aggregate', 'temporary table'].includes(label),
  );
  return (
    has('limit') &&
    !has('where', 'group', 'distinct') &&
    comparisons.length === 0 &&
    tables.length === 1 &&
    aggregate === undefined &&
    !all
  );
}
