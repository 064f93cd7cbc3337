import type { EntityMetadata } from 'typeorm';
import { MembersOf, type Members } from '../relations/members';

const members = new WeakMap<EntityMetadata, Members>();
const all = new MembersOf();

/** The relations, embedded objects with relations and association proxies of an entity, by property. */
export function membersOf(metadata: EntityMetadata): Members {
  let known = members.get(metadata);
  if (known === undefined) members.set(metadata, (known = all.of(metadata)));
  return known;
}

/** The names of an entity's relations and association proxies. */
export function associationsOf(metadata: EntityMetadata): ReadonlySet<string> {
  return new Set([...membersOf(metadata)].filter(([, { kind }]) => kind !== 'embedded').map(([name]) => name));
}
