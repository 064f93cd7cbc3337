import type { ErdEntity, ErdGraph } from './graph';

/**
 * The part of a graph that is within so many relations of an entity. A junction or closure table is on the way, and no step; a child
 * in single table inheritance is its parent, whose relations it has.
 * @param start the id of an entity.
 */
export function around(graph: ErdGraph, start: string, depth: number): ErdGraph {
  const steps = stepsOf(graph);
  const distances = new Map([[start, 0]]);
  const queue = [start];
  // Steps of no length go first, so that the first distance found is the shortest.
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const distance = distances.get(id) ?? 0;
    for (const { to, length } of steps.get(id) ?? []) {
      if (distance + length > depth || (distances.get(to) ?? Infinity) <= distance + length) continue;
      distances.set(to, distance + length);
      if (length === 0) queue.unshift(to);
      else queue.push(to);
    }
  }
  const isWithin = (from: string, to: string): boolean =>
    steps.get(from)?.some((step) => step.to === to && (distances.get(from) ?? Infinity) + step.length <= depth) ===
    true;
  return {
    entities: graph.entities.filter(({ id }) => distances.has(id)),
    // What is between two at the edge would lead further away.
    relations: graph.relations.filter(
      ({ from, to }) => isWithin(from.entity, to.entity) || isWithin(to.entity, from.entity),
    ),
  };
}

interface Step {
  readonly to: string;
  readonly length: 0 | 1;
}

function stepsOf({ entities, relations }: ErdGraph): ReadonlyMap<string, readonly Step[]> {
  const made = new Set(entities.filter(isMade).map(({ id }) => id));
  const steps = new Map(entities.map(({ id }): [string, Step[]] => [id, []]));
  for (const { kind, from, to } of relations) {
    // Into a table on the way is the step, out of it none.
    steps.get(from.entity)?.push({ to: to.entity, length: kind === 'inheritance' || made.has(from.entity) ? 0 : 1 });
    steps.get(to.entity)?.push({ to: from.entity, length: 1 });
  }
  return steps;
}

function isMade({ kind }: ErdEntity): boolean {
  return kind === 'junction' || kind === 'closure';
}
