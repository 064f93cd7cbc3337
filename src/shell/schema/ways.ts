import type { EntityMetadata } from 'typeorm';
import { shared } from '../relations/members';
import { isKindOf, tableOwner, type RelationMetadata } from './entity-facts';

/** A way from one entity to another. */
export interface Way {
  readonly from: EntityMetadata;
  readonly to: EntityMetadata;
  /** The relations to follow, one after the other; at least one. */
  readonly steps: readonly RelationMetadata[];
}

/** Which entity each relation of a way is followed from. */
export function holdersOf({ from, steps }: Way): readonly EntityMetadata[] {
  return [from, ...steps.slice(0, -1).map(({ inverseEntityMetadata }) => inverseEntityMetadata)];
}

/** The ways that were found, the shortest first. */
export interface Ways {
  readonly found: readonly Way[];
  /** Whether there are more than were asked for. */
  readonly more: boolean;
}

export interface WaysOptions {
  /** So many relations more than the shortest way has: 0 for the shortest ways alone. */
  readonly longer: number;
  /** So many ways at most. */
  readonly most: number;
}

/**
 * The ways through relations from an entity to another, or back to itself. None goes through an entity twice, but for a way
 * back to where it began, which takes no relation twice and no step straight back to the row that it came from.
 */
export function waysBetween(from: EntityMetadata, to: EntityMetadata, { longer, most }: WaysOptions): Ways {
  const distances = distancesTo(to, from);
  const shortest = from === to ? shortestBack(from, distances) : distances.get(from);
  const found: Way[] = [];
  for (let length = shortest ?? Infinity; length <= (shortest ?? 0) + longer; length++) {
    for (const steps of waysOf(length, from, to, distances)) {
      if (found.length === most) return { found, more: true };
      found.push({ from, to, steps });
    }
  }
  return { found, more: false };
}

/** How many relations lead from each entity to this one; entities from which none do are left out. */
function distancesTo(to: EntityMetadata, from: EntityMetadata): ReadonlyMap<EntityMetadata, number> {
  const before = new Map<EntityMetadata, Set<EntityMetadata>>();
  for (const metadata of reachable(from)) {
    for (const { inverseEntityMetadata: next } of metadata.relations)
      before.set(next, (before.get(next) ?? new Set()).add(metadata));
  }
  const distances = new Map<EntityMetadata, number>();
  // Who reaches a class reaches those that share its table: each row of theirs is one of its rows, or the other way round.
  let front = [...new Set([to, ...before.keys()])].filter((metadata) => arrives(metadata, to));
  for (let distance = 0; front.length > 0; distance++) {
    for (const metadata of front) distances.set(metadata, distance);
    front = [...new Set(front.flatMap((metadata) => [...(before.get(metadata) ?? [])]))].filter(
      (metadata) => !distances.has(metadata),
    );
  }
  return distances;
}

/** The entities that relations lead to from this one, itself first, the nearest first. */
export function reachable(from: EntityMetadata): readonly EntityMetadata[] {
  const found = new Set([from]);
  // A set goes on with what is added while it is walked.
  for (const metadata of found) for (const { inverseEntityMetadata: next } of metadata.relations) found.add(next);
  return [...found];
}

/** Whether a relation to `reached` gives objects of `to`: of it, of a parent of it, or of a child. */
function arrives(reached: EntityMetadata, to: EntityMetadata): boolean {
  return isKindOf(reached, to) || isKindOf(to, reached);
}

/** Rounds back to where they began are looked for up to so many steps: there may be very many of them. */
const LONGEST_ROUND = 6;

function shortestBack(from: EntityMetadata, distances: ReadonlyMap<EntityMetadata, number>): number | undefined {
  // A step out and straight back is none, so the distances do not tell.
  for (let length = 1; length <= LONGEST_ROUND; length++)
    if (waysOf(length, from, from, distances).next().done !== true) return length;
  return undefined;
}

function* waysOf(
  length: number,
  from: EntityMetadata,
  to: EntityMetadata,
  distances: ReadonlyMap<EntityMetadata, number>,
  taken: readonly RelationMetadata[] = [],
): Generator<readonly RelationMetadata[]> {
  const here = taken.at(-1)?.inverseEntityMetadata ?? from;
  for (const relation of here.relations) {
    const next = relation.inverseEntityMetadata;
    const left = length - taken.length - 1;
    if ((distances.get(next) ?? Infinity) > left || !mayTake(relation, taken, from, to)) continue;
    const way = [...taken, relation];
    if (left > 0) {
      if (!arrives(next, to)) yield* waysOf(length, from, to, distances, way);
    } else if (arrives(next, to)) yield way;
  }
}

function mayTake(
  relation: RelationMetadata,
  taken: readonly RelationMetadata[],
  from: EntityMetadata,
  to: EntityMetadata,
): boolean {
  if (taken.some((each) => shared(each) === shared(relation))) return false;
  const last = taken.at(-1);
  if (last !== undefined && isStraightBack(last, relation)) return false;
  if (from === to) return true;
  const next = tableOwner(relation.inverseEntityMetadata);
  return next !== tableOwner(from) && !taken.some((each) => tableOwner(each.inverseEntityMetadata) === next);
}

/** Whether the second step only leads back to the row of the first: from what belongs to it alone. */
function isStraightBack(first: RelationMetadata, second: RelationMetadata): boolean {
  const { inverseRelation: back, isOneToMany, isOneToOne } = first;
  return back !== undefined && shared(back) === shared(second) && (isOneToMany || isOneToOne);
}
