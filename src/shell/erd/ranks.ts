import type { ErdGraph } from './graph';

/** How far to the right each entity stands, by its id. The two ends of a line, unless they are one box, are never equal. */
export type Ranks = ReadonlyMap<string, number>;

/**
 * Who is referred to stands to the left of who refers, as far as there are no circles; those are broken where a walk along the
 * lines comes back to where it was.
 */
export function naturalRanks({ entities, relations }: ErdGraph): Ranks {
  const holders = new Map(entities.map(({ id }) => [id, new Set<string>()]));
  for (const { from, to } of relations) holders.get(to.entity)?.add(from.entity);
  const finished: string[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const holder of holders.get(id) ?? []) visit(holder);
    finished.push(id);
  };
  // From those first that refer to nobody, so that a walk goes one way for as long as it can.
  const referring = new Set(
    relations.filter(({ from, to }) => from.entity !== to.entity).map(({ from }) => from.entity),
  );
  for (const { id } of entities) if (!referring.has(id)) visit(id);
  for (const { id } of entities) visit(id);
  return new Map(finished.reverse().map((id, index) => [id, index]));
}

/**
 * As few columns as can be found: a colouring of the graph, in which no line joins two of one colour (the number of columns a
 * drawing needs is the number of colours; Gallai and Roy). By the rule of DSATUR (Brélaz, 1979): next comes who has the most
 * colours around it.
 */
export function fewRanks({ entities, relations }: ErdGraph): Ranks {
  const around = new Map(entities.map(({ id }) => [id, new Set<string>()]));
  for (const { from, to } of relations) {
    if (from.entity === to.entity) continue;
    around.get(from.entity)?.add(to.entity);
    around.get(to.entity)?.add(from.entity);
  }
  const colours = new Map<string, number>();
  const taken = (id: string): ReadonlySet<number> =>
    new Set([...(around.get(id) ?? [])].flatMap((other) => colours.get(other) ?? []));
  const open = entities.map(({ id }) => id);
  while (open.length > 0) {
    const next = open.reduce((best, id) => {
      const difference =
        taken(id).size - taken(best).size || (around.get(id)?.size ?? 0) - (around.get(best)?.size ?? 0);
      return difference > 0 ? id : best;
    });
    open.splice(open.indexOf(next), 1);
    const used = taken(next);
    let colour = 0;
    while (used.has(colour)) colour++;
    colours.set(next, colour);
  }
  return referredFirst(colours, relations);
}

/** The colours as columns: the more a colour is referred to, the further to the left. */
function referredFirst(colours: Ranks, relations: ErdGraph['relations']): Ranks {
  const weights = new Map<number, number>();
  const weigh = (id: string, by: number): void => {
    const colour = colours.get(id) ?? 0;
    weights.set(colour, (weights.get(colour) ?? 0) + by);
  };
  for (const { from, to } of relations) {
    weigh(from.entity, -1);
    weigh(to.entity, 1);
  }
  const order = [...new Set(colours.values())].sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || a - b);
  return new Map([...colours].map(([id, colour]) => [id, order.indexOf(colour)]));
}
