import type { EntityMetadata } from 'typeorm';
import { isToMany } from '../relations/relation-value';
import type { Place } from './places';

/** `{ assignments: { project: true } }`: the find option `relations` for what was touched below a place. */
export function relationsText(place: Place): string {
  const parts = place.below.map((each) => `${each.name}: ${each.below.length > 0 ? relationsText(each) : 'true'}`);
  return `{ ${parts.join(', ')} }`;
}

/**
 * The find option `order` that gives each list below a place in the order in which the shell gives it: that of the entity, then
 * of its primary key. Without it a database may give the rows of a join in any order.
 * @returns the entries; none where no relation leads to a list.
 */
export function orderEntries(place: Place): readonly string[] {
  return place.below.flatMap((each) => {
    const own = each.relation !== undefined && isToMany(each.relation) ? ownOrder(each.metadata) : [];
    const inner = [...own, ...orderEntries(each)];
    return inner.length === 0 ? [] : [`${each.name}: { ${inner.join(', ')} }`];
  });
}

/** The order in which an entity's rows stand: as it declares, then by its primary key. */
export function ownOrder({ orderBy, primaryColumns }: EntityMetadata): readonly string[] {
  const declared = Object.entries(orderBy ?? {}).map(([property, order]) => {
    const direction = typeof order === 'object' ? order.order : order;
    return [property, `'${direction}'`] as const;
  });
  const keys = primaryColumns
    .filter(({ propertyPath }) => !declared.some(([property]) => property === propertyPath))
    .map(({ propertyPath }) => [propertyPath, "'ASC'"] as const);
  return [...declared, ...keys].map(([property, direction]) => nested(property.split('.'), direction));
}

function nested([first = '', ...rest]: readonly string[], value: string): string {
  return `${first}: ${rest.length === 0 ? value : `{ ${nested(rest, value)} }`}`;
}
