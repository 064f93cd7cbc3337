import type { Explained } from '../../queries/plan/explain';
import { tableOf, type Mark } from '../../queries/plan/marks';
import type { PlanNode } from '../../queries/plan/plan-node';
import { countText } from '../column-text';
import type { Colors } from '../theme';
import { visible } from '../visible';
import { plannedCondition } from './condition-text';
import { counted, shortDurationText } from './query-summary';
import { shortStatement } from './short-statement';

/** A statement and its plan as an indented tree, line by line; values stand nowhere in it. */
export function planLines(explained: Explained, colors: Colors): readonly string[] {
  const { parts, count, plan } = explained;
  const times = count === 1 ? '' : `${countText(count)} × `;
  const head = colors.bold(`${times}${shortStatement(parts)}`);
  if (plan === undefined) return [head, `  ${nothing(explained)}`];
  return [head, ...nodeLines(plan, explained, colors, '  ', '  ')];
}

function nothing({ error }: Explained): string {
  if (error === undefined) return 'no plan: there is nothing to look for';
  return visible(`no plan: ${error instanceof Error ? error.message : String(error)}`);
}

/** @param first what stands before the node itself. @param rest what stands before all that belongs to it. */
function nodeLines(
  node: PlanNode,
  explained: Explained,
  colors: Colors,
  first: string,
  rest: string,
): readonly string[] {
  const marks = (explained.marks.get(node) ?? []).map(
    (mark) => `${rest}${rail(node)}${colors.yellow(`! ${markText(mark)}`)}`,
  );
  const { children } = node;
  const below = children.flatMap((child, index) => {
    const isLast = index === children.length - 1;
    return nodeLines(child, explained, colors, `${rest}${isLast ? '└─ ' : '├─ '}`, `${rest}${isLast ? '   ' : '│  '}`);
  });
  return [`${first}${nodeText(node, explained)}${colors.dim(measureText(node))}`, ...marks, ...below];
}

/** Marks stand between a node and its children. */
function rail({ children }: PlanNode): string {
  return children.length === 0 ? '' : '│ ';
}

function nodeText(node: PlanNode, { parts, type }: Explained): string {
  const { label, table, index, madeForThis, by, filter } = node;
  const options = { tables: parts.tables, qualified: new Set(parts.tables.map((each) => each.table)).size > 1 };
  const plain = (text: string): string => plannedCondition(text, type, options);
  const words = [label];
  if (table !== undefined) words.push(tableOf(table, parts));
  if (madeForThis) words.push('by an index made for this statement alone');
  else if (index !== undefined) words.push(`by ${index}`);
  if (by !== undefined)
    words.push(table === undefined ? `by ${plain(by)}` : `(${bareColumns(plain(by), node, parts)})`);
  if (filter !== undefined) words.push(`where ${plain(filter)}`);
  return visible(words.join(' '));
}

/** An index is one of a table, whose name stands before it. */
function bareColumns(text: string, { table = '' }: PlanNode, parts: Explained['parts']): string {
  const own = tableOf(table, parts);
  return text.replace(/(?<![\w.])(\w+)\./gu, (path, owner: string) => (owner === own ? '' : path));
}

function measureText({ rows, actual }: PlanNode): string {
  if (actual === undefined) return rows === undefined ? '' : ` · ~${counted(rows, 'row')}`;
  const estimate = rows === undefined ? '' : ` (estimated ${countText(Math.round(rows))})`;
  const parts = [`${counted(Math.round(actual.rows), 'row')}${estimate}`];
  if (actual.times !== 1) parts.push(`${countText(Math.round(actual.times))} times`);
  if (actual.milliseconds !== undefined) parts.push(shortDurationText(actual.milliseconds));
  return ` · ${parts.join(' · ')}`;
}

function markText(mark: Mark): string {
  if (mark.kind === 'full scan') return `full scan of ${counted(mark.rows, 'row')}`;
  const { table, column, property } = mark;
  return visible(`no index on ${table}(${column})${property === undefined ? '' : `: @Index() on ${property}`}`);
}
