import type { EntityMetadata } from 'typeorm';
import { isMadeByTypeorm, tableOwner, type EntityNames } from '../../schema/entity-facts';
import { UserError } from '../../user-error';
import { kindsToMake, referencesOf, satisfies, type Reference } from './references';
import { uniqueGroups } from './unique-groups';

/** So many rows of an entity. */
export interface Planned {
  readonly metadata: EntityMetadata;
  readonly count: number;
  /** Whose rows need them, where nobody has asked for them. */
  readonly neededBy?: EntityMetadata;
}

export interface Plan {
  /** In an order in which what a row needs is there before it. */
  readonly steps: readonly Planned[];
}

/** Rows of a parent that nobody has asked for: one for so many children. */
const CHILDREN = 5;

/**
 * What to make: what was asked for, and the parents that it needs and of which there is no row.
 * @param rowsOf how many rows of an entity there are.
 * @throws UserError when it cannot be made.
 */
export async function planOf(
  asked: ReadonlyMap<EntityMetadata, number>,
  names: EntityNames,
  rowsOf: (metadata: EntityMetadata) => Promise<number>,
): Promise<Plan> {
  const planned = new Map<EntityMetadata, Planned>();
  for (const [metadata, count] of asked) addKinds(planned, { metadata, count });
  const counted = new Map<EntityMetadata, number>();
  const there = async (metadata: EntityMetadata): Promise<number> => {
    if (!counted.has(metadata)) counted.set(metadata, await rowsOf(metadata));
    return counted.get(metadata) ?? 0;
  };
  // Parents of parents, until nothing more is needed.
  for (let again = true; again;) {
    again = false;
    for (const { metadata, count } of [...planned.values()]) {
      for (const reference of requiredBy(metadata)) {
        const { target } = reference;
        const needed = parentsFor(reference, metadata, count);
        // Where no two may lead to the same row, each that is there has taken one.
        const free = (await there(target)) - (reference.isUnique ? await there(tableOwner(metadata)) : 0);
        if (!isMissing(reference, needed, [...planned.values()], free)) continue;
        if (target.tableType === 'view' || isMadeByTypeorm(target))
          throw new UserError(
            `${names.of(metadata)}.${reference.relation.propertyPath} needs rows of ${names.of(target)}, and none can be made.`,
            'It is no table of its own.',
          );
        addKinds(planned, { metadata: target, count: needed, neededBy: metadata });
        again = true;
      }
    }
  }
  return { steps: ordered([...planned.values()], names) };
}

function requiredBy(metadata: EntityMetadata): readonly Reference[] {
  return referencesOf(metadata).filter(({ isRequired, isToItself }) => isRequired && !isToItself);
}

/** Whether more rows have to be made for a reference; of what the person has asked for there are as many as they have said. */
function isMissing(reference: Reference, needed: number, planned: readonly Planned[], free: number): boolean {
  const made = planned.filter(({ metadata }) => satisfies(metadata, reference));
  if (made.length === 0) return free < (reference.isUnique ? needed : 1);
  return made.every(({ neededBy }) => neededBy !== undefined) && sum(made) < needed;
}

function sum(planned: readonly Planned[]): number {
  return planned.reduce((all, { count }) => all + count, 0);
}

/** Plans rows of an entity: what the person has asked for beside what there is, what is needed no less than that. */
function addKinds(planned: Map<EntityMetadata, Planned>, { metadata, count, neededBy }: Planned): void {
  const kinds = kindsToMake(metadata);
  kinds.forEach((kind, index) => {
    const share = Math.floor(count / kinds.length) + (index < count % kinds.length ? 1 : 0);
    const before = planned.get(kind);
    const all = neededBy === undefined ? (before?.count ?? 0) + share : Math.max(before?.count ?? 0, share);
    if (all > 0)
      planned.set(kind, { metadata: kind, count: all, ...(neededBy && { neededBy: before?.neededBy ?? neededBy }) });
  });
}

/** How many parents so many rows need. */
function parentsFor({ isUnique, columns }: Reference, metadata: EntityMetadata, count: number): number {
  if (isUnique) return count;
  const names = columns.map(({ databaseName }) => databaseName);
  const references = referencesOf(metadata).filter(({ isRequired }) => isRequired);
  // Of two parents that may have one row together there have to be enough pairs.
  const together = uniqueGroups(metadata)
    .filter((group) => group.some((name) => names.includes(name)))
    .map(
      (group) => references.filter((each) => each.columns.some((column) => group.includes(column.databaseName))).length,
    );
  const least = Math.max(0, ...together.map((parents) => Math.ceil((2 * count) ** (1 / Math.max(1, parents)))));
  return Math.max(1, Math.ceil(count / CHILDREN), Math.min(count, least));
}

/** @throws UserError when rows need each other. */
function ordered(planned: readonly Planned[], names: EntityNames): readonly Planned[] {
  const left = new Set(planned);
  const steps: Planned[] = [];
  const waitsFor = ({ metadata }: Planned, required: boolean): readonly Planned[] => {
    const references = referencesOf(metadata).filter(
      (reference) => !reference.isToItself && (!required || reference.isRequired),
    );
    return [...left].filter((other) => references.some((reference) => satisfies(other.metadata, reference)));
  };
  while (left.size > 0) {
    const ready = [...left].filter((each) => waitsFor(each, true).length === 0);
    const next = ready.find((each) => waitsFor(each, false).length === 0) ?? ready[0];
    if (next === undefined) throw circle([...left], waitsFor, names);
    left.delete(next);
    steps.push(next);
  }
  return steps;
}

function circle(
  left: readonly Planned[],
  waitsFor: (planned: Planned, required: boolean) => readonly Planned[],
  names: EntityNames,
): UserError {
  const way: Planned[] = [];
  for (let at = left[0]; !way.includes(at); [at] = waitsFor(at, true)) way.push(at);
  const [first, ...others] = way.map(({ metadata }) => names.of(metadata));
  return new UserError(
    `Each of these needs another to be there before it: ${[first, ...others, first].join(' -> ')}.`,
    'Make one of the columns nullable, or write the first rows yourself.',
  );
}
