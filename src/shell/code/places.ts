import type { EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { Members } from '../relations/members';
import { isToMany } from '../relations/relation-value';
import { membersOf } from './members';

/** What gives the program entities, and how more can be had with them. */
export type RootKind =
  /** A find whose options can say so. */
  | 'find'
  /** Another call: a query builder's, a save. */
  | 'given'
  /** `create`, `new`: they are in no database yet. */
  | 'made'
  /** A variable, after a write: what its entity leads to is read anew there. */
  | 'again';

/** Where entities are, seen from what gave them: its own, or those that a relation of others leads to. */
export class Place {
  readonly #below = new Map<string, Place>();

  constructor(
    readonly kind: RootKind,
    /** Whose properties are read. */
    readonly metadata: EntityMetadata,
    readonly members: Members,
    readonly above: Place | undefined,
    /** The property that leads here. */
    readonly name: string,
    /** `undefined` for what was given, and for embedded objects. */
    readonly relation: RelationMetadata | undefined,
    /** Whether there may be more than one owner here. */
    readonly isMany: boolean,
  ) {}

  static root(kind: RootKind, metadata: EntityMetadata, isMany: boolean): Place {
    return new Place(kind, metadata, membersOf(metadata), undefined, '', undefined, isMany);
  }

  /** The places of what was touched from here. */
  get below(): readonly Place[] {
    return [...this.#below.values()];
  }

  get root(): Place {
    return this.above?.root ?? this;
  }

  /** Whether it is an object embedded in an entity. */
  get isEmbedded(): boolean {
    return this.relation === undefined && this.above !== undefined;
  }

  /** Whether two owners may lead to one row: in the shell that is one object, in a find it is one for each owner. */
  get isShared(): boolean {
    const { relation, above } = this;
    return relation !== undefined && above?.isMany === true && (relation.isManyToMany || relation.isManyToOne);
  }

  /** The place that a property leads to; `undefined` for a property that leads to no entity. */
  at(name: string): Place | undefined {
    const member = this.members.get(name);
    if (member === undefined) return undefined;
    if (member.kind === 'proxy') return this.at(member.association)?.at(member.far);
    const known = this.#below.get(name);
    if (known !== undefined) return known;
    const place =
      member.kind === 'embedded'
        ? new Place(this.kind, this.metadata, member.members, this, name, undefined, this.isMany)
        : this.#over(name, member.relation);
    this.#below.set(name, place);
    return place;
  }

  #over(name: string, relation: RelationMetadata): Place {
    const target = relation.inverseEntityMetadata;
    const isMany = this.isMany || isToMany(relation);
    return new Place(this.kind, target, membersOf(target), this, name, relation, isMany);
  }

  /** This place and all below it. */
  *all(): Iterable<Place> {
    yield this;
    for (const each of this.#below.values()) yield* each.all();
  }

  /** Touches everything that another place has below it. */
  addBelow(other: Place): void {
    for (const each of other.below) this.at(each.name)?.addBelow(each);
  }

  /** Nothing below it was touched after all. */
  clear(): void {
    this.#below.clear();
  }

  /** Whether any of the relations below leads to a list. */
  get hasLists(): boolean {
    return this.below.some((each) => (each.relation !== undefined && isToMany(each.relation)) || each.hasLists);
  }
}
