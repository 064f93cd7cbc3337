import type { EntityMetadata } from 'typeorm';
import type { EmbeddedMetadata } from 'typeorm/metadata/EmbeddedMetadata';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';

/** A property of an entity, or of an object embedded in it, that leads to other entities. */
export type Member =
  | { readonly kind: 'relation'; readonly relation: RelationMetadata }
  /** An embedded object that holds relations. */
  | { readonly kind: 'embedded'; readonly members: Members }
  /** An association proxy: reached over the relation `association`, then over the relation `far` of its objects. */
  | { readonly kind: 'proxy'; readonly association: string; readonly far: string };

export type Members = ReadonlyMap<string, Member>;

/** Where a prototype says which association proxies it has: see src/association-proxy.ts, which need not be our copy. */
const ASSOCIATION_PROXIES = Symbol.for('typeorm-shell.associationProxies');

/** What is said of one there. */
interface ProxyPath {
  readonly association: string;
  readonly far: string;
  /** The arrays that it has shown; an older copy does not say. */
  readonly views?: WeakSet<object>;
}

/** The members of every entity, by name; made once for each entity and kept. */
export class MembersOf {
  readonly #known = new Map<EntityMetadata, Members>();
  readonly #relations = new Map<EntityMetadata, ReadonlySet<RelationMetadata>>();

  /** The members of an entity; of one in a single-table hierarchy, with what it inherits. */
  of(metadata: EntityMetadata): Members {
    let members = this.#known.get(metadata);
    if (members === undefined) this.#known.set(metadata, (members = membersOf(metadata)));
    return members;
  }

  /** Whether objects of this entity have the relation; the relation as `shared` gives it. */
  has(metadata: EntityMetadata, relation: RelationMetadata): boolean {
    let relations = this.#relations.get(metadata);
    if (relations === undefined) this.#relations.set(metadata, (relations = new Set(metadata.relations.map(shared))));
    return relations.has(relation);
  }
}

function membersOf(metadata: EntityMetadata): Members {
  const members = new Map<string, Member>();
  for (const [name, { association, far }] of associationProxies(metadata.target))
    members.set(name, { kind: 'proxy', association, far });
  for (const relation of metadata.relations) {
    if (relation.embeddedMetadata === undefined)
      members.set(relation.propertyName, { kind: 'relation', relation: shared(relation) });
  }
  addEmbeddeds(members, metadata.embeddeds);
  return members;
}

function addEmbeddeds(members: Map<string, Member>, embeddeds: readonly EmbeddedMetadata[]): void {
  for (const embedded of embeddeds) {
    const inner = new Map<string, Member>();
    for (const relation of embedded.relations)
      inner.set(relation.propertyName, { kind: 'relation', relation: shared(relation) });
    addEmbeddeds(inner, embedded.embeddeds);
    if (inner.size > 0 && !embedded.isArray) members.set(embedded.propertyName, { kind: 'embedded', members: inner });
  }
}

/**
 * TypeORM repeats a relation for each class of a single-table hierarchy. The topmost one loads for them all, so that entities
 * of different classes that came out of one result stay siblings.
 */
export function shared(relation: RelationMetadata): RelationMetadata {
  let top = relation;
  for (
    let parent = relation.entityMetadata.parentEntityMetadata;
    parent as unknown;
    parent = parent.parentEntityMetadata
  ) {
    if (parent.tableName !== relation.entityMetadata.tableName) break;
    top = parent.relations.find(({ propertyPath }) => propertyPath === relation.propertyPath) ?? top;
  }
  return top;
}

/** The association proxies of a class by property, in the order in which it declares them; none for anything else. */
export function associationProxies(target: unknown): ReadonlyMap<string, ProxyPath> {
  const prototype: unknown = typeof target === 'function' ? target.prototype : undefined;
  const declared: unknown =
    typeof prototype === 'object' && prototype !== null ? Reflect.get(prototype, ASSOCIATION_PROXIES) : undefined;
  return declared instanceof Map ? (declared as ReadonlyMap<string, ProxyPath>) : new Map();
}
