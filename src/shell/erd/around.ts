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
  // A table on the way is there when both of its ends are.
  const ends = new Map(graph.entities.filter(isMade).map(({ id }) => [id, neighbours(graph, id)]));
  const isNear = (id: string): boolean => {
    const onTheWay = ends.get(id);
    return onTheWay === undefined || id === start ? distances.has(id) : onTheWay.every((end) => distances.has(end));
  };
  return {
    entities: graph.entities.filter(({ id }) => isNear(id)),
    relations: graph.relations.filter(({ from, to }) => isNear(from.entity) && isNear(to.entity)),
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

function neighbours({ relations }: ErdGraph, id: string): readonly string[] {
  return relations.flatMap(({ from, to }) =>
    from.entity === id ? [to.entity] : to.entity === id ? [from.entity] : [],
  );
}

function isMade({ kind }: ErdEntity): boolean {
  return kind === 'junction' || kind === 'closure';
}
