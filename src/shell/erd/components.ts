import type { ErdGraph } from './graph';
import type { Layout, PlacedBox, Point } from './layout';

/** The parts of a graph that hang together, those with most entities first. */
export function componentsOf({ entities, relations }: ErdGraph): readonly ErdGraph[] {
  const groups = new Map(entities.map(({ id }) => [id, new Set([id])]));
  for (const { from, to } of relations) {
    const [one, other] = [groups.get(from.entity), groups.get(to.entity)];
    if (one === undefined || other === undefined || one === other) continue;
    for (const id of other) {
      one.add(id);
      groups.set(id, one);
    }
  }
  return [...new Set(groups.values())]
    .map((ids) => ({
      entities: entities.filter(({ id }) => ids.has(id)),
      relations: relations.filter(({ from }) => ids.has(from.entity)),
    }))
    .sort((one, other) => other.entities.length - one.entities.length);
}

/**
 * Layouts put together as one, in rows from the left to the right.
 * @param width where a row ends, unless a layout is wider.
 * @param gap between them.
 */
export function pack(
  layouts: readonly Layout[],
  width: number,
  gap: { readonly x: number; readonly y: number },
): Layout {
  const boxes = new Map<string, PlacedBox>();
  const lines = new Map<string, readonly Point[]>();
  let [x, y, below, widest] = [0, 0, 0, 0];
  for (const layout of layouts) {
    if (x > 0 && x + layout.width > width) {
      x = 0;
      y = below + gap.y;
    }
    for (const box of layout.boxes.values()) boxes.set(box.id, { ...box, x: box.x + x, y: box.y + y });
    for (const [id, points] of layout.lines)
      lines.set(
        id,
        points.map((point) => ({ x: point.x + x, y: point.y + y })),
      );
    below = Math.max(below, y + layout.height);
    widest = Math.max(widest, x + layout.width);
    x += layout.width + gap.x;
  }
  return { width: widest, height: below, boxes, lines };
}
