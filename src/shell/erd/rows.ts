import type { ErdColumn, ErdEnd, ErdEntity, ErdGraph, ErdProperty, ErdRelation } from './graph';
import type { Ranks } from './ranks';

/** How much of an entity is drawn: everything, its keys and properties, or its properties alone. */
export type Detail = 'all' | 'keys' | 'names';

/** What a box shows, from the top; a header stands above. */
export interface Rows {
  readonly columns: readonly ErdColumn[];
  readonly properties: readonly ErdProperty[];
}

/** @param drawn the properties that a line of the drawing begins at: the others have their ends outside of it. */
export function rowsOf({ columns, properties }: ErdEntity, detail: Detail, drawn: ReadonlySet<string>): Rows {
  if (detail === 'all') return { columns, properties };
  return {
    columns: detail === 'keys' ? columns.filter((column) => column.isPrimary || column.isForeign) : [],
    properties: properties.filter(({ name }) => drawn.has(name)),
  };
}

/** The properties of each entity, by its id, that a line begins at. */
export function drawnProperties({ entities, relations }: ErdGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const drawn = new Map(entities.map(({ id }) => [id, new Set<string>()]));
  for (const { from, to } of relations)
    for (const { entity, property } of [from, to]) if (property !== undefined) drawn.get(entity)?.add(property);
  return drawn;
}

/** Where a line meets a box. */
export type Anchor = { readonly part: 'header' } | { readonly part: 'column' | 'property'; readonly index: number };

/**
 * Where a line may meet a box, the best place first: at the property that is the relation; where there is none, at the key's
 * columns; then at the header and anywhere else.
 */
function anchorsOf({ columns, properties }: Rows, end: ErdEnd): readonly Anchor[] {
  const property = properties.findIndex(({ name }) => name === end.property);
  const places = columns.map(
    (column, index) => ({ part: 'column', index, isKey: end.columns.includes(column.name) }) as const,
  );
  return [
    ...(property >= 0 ? [{ part: 'property', index: property } as const] : []),
    ...places.filter(({ isKey }) => isKey),
    { part: 'header' },
    ...places.filter(({ isKey }) => !isKey),
    ...properties.map((_property, index) => ({ part: 'property', index }) as const),
  ];
}

/** Gives lines their places at boxes, so that two that end alike may share one, and others do not. */
export class Anchors {
  readonly #taken = new Map<string, Sign>();

  /** @param side of the box. */
  take(rows: Rows, end: ErdEnd, side: 'left' | 'right', sign: Sign): Anchor {
    const anchors = anchorsOf(rows, end);
    const key = (anchor: Anchor): string => JSON.stringify([end.entity, side, anchor]);
    const anchor = anchors.find((each) => (this.#taken.get(key(each)) ?? sign) === sign) ??
      anchors[0] ?? { part: 'header' };
    this.#taken.set(key(anchor), sign);
    return anchor;
  }
}

/** How a line ends: how many there may be of the entity at that end. */
export type Sign = 'one' | 'none or one' | 'many' | 'parent' | 'child';

export function signOf({ kind, to }: ErdRelation, end: ErdEnd): Sign {
  if (kind === 'inheritance') return end === to ? 'parent' : 'child';
  if (end.many) return 'many';
  return end.optional ? 'none or one' : 'one';
}

/** `PK`, `FK`, `UQ`: what a column is, short. */
export function marksOf({ isPrimary, isForeign, isUnique }: ErdColumn): readonly string[] {
  return [isPrimary ? 'PK' : '', isForeign ? 'FK' : '', isUnique ? 'UQ' : ''].filter((mark) => mark !== '');
}

/** The other name of an entity: its table where that has other letters, or what else it is. */
export function subtitleOf({ id, kind, table, parent }: ErdEntity): string {
  if (parent !== undefined) return `is a ${parent}`;
  const letters = (name: string): string => name.toLowerCase().replace(/_/g, '');
  if (kind === 'entity') return letters(table) === letters(id) ? '' : table;
  return kind === 'closure' ? 'closure table' : kind;
}

/** A line with its ends in the order in which they are drawn, from the left. */
export interface DrawnRelation {
  readonly relation: ErdRelation;
  readonly left: ErdEnd;
  readonly right: ErdEnd;
}

export function inOrder({ relations }: ErdGraph, ranks: Ranks): readonly DrawnRelation[] {
  return relations.map((relation) => {
    const { from, to } = relation;
    const swapped = (ranks.get(from.entity) ?? 0) > (ranks.get(to.entity) ?? 0);
    return { relation, left: swapped ? to : from, right: swapped ? from : to };
  });
}
