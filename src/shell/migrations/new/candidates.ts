import { Renames, type ColumnRename, type Rename, type TableRename } from './renames';
import type { ColumnShape, TableShape } from './shape';

/** What the database has and what the entities want. */
export interface Sides {
  readonly found: readonly TableShape[];
  readonly wanted: readonly TableShape[];
}

/** Tables that were dropped and added and could be one, the likeliest first. */
export function tableCandidates({ found, wanted }: Sides, decided: Renames): readonly TableRename[] {
  const removed = found.filter(({ key }) => isLeft(key, wanted) && decided.newTable(key) === key);
  const added = wanted.filter(({ key }) => isLeft(key, found) && decided.oldTable(key) === key);
  return removed
    .flatMap((from) =>
      added.map((to) => ({ rename: { kind: 'table', from, to } as const, fit: fit(from, to, decided) })),
    )
    .filter((each) => each.fit > 0)
    .sort((one, other) => other.fit - one.fit)
    .map(({ rename }) => rename);
}

/** Columns that were dropped and added in one table and could be one, the likeliest first. */
export function columnCandidates({ found, wanted }: Sides, decided: Renames): readonly ColumnRename[] {
  return wanted.flatMap((to) => {
    const from = found.find(({ key }) => key === decided.oldTable(to.key));
    if (from === undefined) return [];
    const { removed, added } = changedColumns(from, to, decided);
    return removed
      .flatMap((one) =>
        added
          .filter((other) => isSameShape(one, other, decided))
          .map((other): ColumnRename => ({ kind: 'column', table: from, wanted: to, from: one, to: other })),
      )
      .sort((one, other) => likeness(other.from.name, other.to.name) - likeness(one.from.name, one.to.name));
  });
}

/** Whether nothing that a rename needs is taken by one that is decided. */
export function isFree(rename: Rename, decided: Renames): boolean {
  return decided.all.every((each) => {
    if (each.kind === 'table')
      return rename.kind !== 'table' || (each.from.key !== rename.from.key && each.to.key !== rename.to.key);
    if (rename.kind === 'table' || each.wanted.key !== rename.wanted.key) return true;
    return each.from.name !== rename.from.name && each.to.name !== rename.to.name;
  });
}

function changedColumns(from: TableShape, to: TableShape, decided: Renames) {
  const removed = from.columns.filter(
    ({ name, isComputed }) =>
      !isComputed && decided.newColumn(from.key, name) === name && !to.columns.some((each) => each.name === name),
  );
  const added = to.columns.filter(
    ({ name, isComputed }) =>
      !isComputed && decided.oldColumn(to.key, name) === name && !from.columns.some((each) => each.name === name),
  );
  return { removed, added };
}

/** Whether a column may lack a value or has a default can change with a rename; what it holds and refers to does not. */
function isSameShape(one: ColumnShape, other: ColumnShape, decided: Renames): boolean {
  const references = one.references === undefined ? undefined : decided.newTable(one.references);
  return one.type === other.type && one.isPrimary === other.isPrimary && references === other.references;
}

/** How well one table could be the other, from 0 for not at all. */
function fit(from: TableShape, to: TableShape, decided: Renames): number {
  if (from.columns.length !== to.columns.length) return 0;
  const alike = from.columns.filter((one) =>
    to.columns.some((other) => one.name === other.name && one.type === other.type),
  );
  const left = [...to.columns.filter(({ name }) => !alike.some((each) => each.name === name))];
  for (const one of from.columns) {
    if (alike.includes(one)) continue;
    const at = left.findIndex((other) => isSameShape(one, other, decided) || isOfRenamed(one, other, from, to));
    if (at === -1) return 0;
    left.splice(at, 1);
  }
  // The columns of a junction are called after the tables that it joins.
  const isJunction = from.columns.every(({ references, isPrimary }) => references !== undefined && isPrimary);
  const share = alike.length / from.columns.length;
  if (share < 0.5 && !isJunction) return 0;
  return 1 + share + likeness(from.name, to.name);
}

/** A table's reference to itself refers to it under its other name. */
function isOfRenamed(one: ColumnShape, other: ColumnShape, from: TableShape, to: TableShape): boolean {
  return one.type === other.type && one.references === from.key && other.references === to.key;
}

function isLeft(key: string, all: readonly TableShape[]): boolean {
  return !all.some((each) => each.key === key);
}

/** How much of two names is the same, from 0 to 1, by their pairs of letters (Dice). */
function likeness(one: string, other: string): number {
  const [a, b] = [one, other].map((name) => pairs(name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')));
  if (a.length === 0 || b.length === 0) return 0;
  const left = [...b];
  const shared = a.filter((pair) => {
    const at = left.indexOf(pair);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
  return (2 * shared.length) / (a.length + b.length);
}

function pairs(text: string): readonly string[] {
  return Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2));
}
