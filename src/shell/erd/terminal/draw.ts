import type { Theme } from '../../output/theme';
import { componentsOf, pack } from '../components';
import { isSelfRelation, type ErdEnd, type ErdGraph, type ErdRelation } from '../graph';
import { layOut, type Layout, type Point, type Spacing } from '../layout';
import type { Ranks } from '../ranks';
import { Anchors, drawnProperties, inOrder, signOf, type Detail, type DrawnRelation, type Sign } from '../rows';
import { lineOf, terminalBox, type TerminalBox } from './box';
import { Canvas } from './canvas';
import { SIGNS } from './signs';

/** A drawing of characters. */
export interface Drawing {
  /** Columns that it takes. */
  readonly width: number;
  readonly lines: readonly string[];
}

export interface DrawOptions {
  readonly detail: Detail;
  readonly theme: Theme;
  /** Columns that there are: parts that do not hang together are put side by side in them. */
  readonly width: number;
  readonly ranks: (graph: ErdGraph) => Ranks;
}

const SPACING: Spacing = { boxes: 1, ends: 4, linesAcross: 2, linesDown: 1 };
const GAP = { x: 4, y: 1 };

/** Draws the whole graph, however wide that is. */
export async function draw(graph: ErdGraph, { detail, theme, width, ranks }: DrawOptions): Promise<Drawing> {
  const drawn = drawnProperties(graph);
  const boxes = new Map(
    graph.entities.map((entity) => [
      entity.id,
      terminalBox(entity, { detail, theme, drawn: drawn.get(entity.id) ?? new Set() }),
    ]),
  );
  const box = (id: string): TerminalBox => boxes.get(id) as TerminalBox;
  const parts = componentsOf(graph).map((part) => ({ part, drawn: inOrder(part, ranks(part)) }));
  const anchors = new Anchors();
  const layouts: Layout[] = [];
  for (const { part, drawn } of parts) {
    const end = (relation: ErdRelation, of: ErdEnd, side: 'left' | 'right') => ({
      box: of.entity,
      // In the middle of the line of text.
      y: lineOf(box(of.entity), anchors.take(box(of.entity).rows, of, side, signOf(relation, of))) + 0.5,
    });
    const lines = drawn.map(({ relation, left, right }) => ({
      id: relation.id,
      from: end(relation, left, 'right'),
      to: end(relation, right, isSelfRelation(relation) ? 'right' : 'left'),
    }));
    layouts.push(await layOut({ boxes: part.entities.map(({ id }) => box(id)), lines, spacing: SPACING }));
  }
  const layout = pack(layouts, width, GAP);
  const canvas = new Canvas();
  for (const { id, x, y } of layout.boxes.values()) box(id).draw(canvas, Math.round(x), Math.round(y));
  for (const drawn of parts.flatMap((each) => each.drawn)) drawLine(canvas, drawn, layout);
  return { width: Math.round(layout.width), lines: canvas.rows() };
}

function drawLine(canvas: Canvas, { relation, left, right }: DrawnRelation, { lines }: Layout): void {
  const corners = (lines.get(relation.id) ?? []).map(({ x, y }) => ({ x: Math.round(x), y: Math.floor(y) }));
  const [first, last] = [corners[0], corners.at(-1)];
  if (first === undefined || last === undefined) return;
  const isSelf = isSelfRelation(relation);
  // A line ends at the side of a box: in the last cell before it, which on its left side is one less.
  const end = isSelf ? last : { x: last.x - 1, y: last.y };
  canvas.line([...corners.slice(0, -1), end], relation.kind === 'inheritance');
  putEnd(canvas, first, 1, signOf(relation, left));
  putEnd(canvas, end, isSelf ? 1 : -1, signOf(relation, right));
}

function putEnd(canvas: Canvas, { x, y }: Point, step: 1 | -1, sign: Sign): void {
  [...SIGNS[sign][step === 1 ? 0 : 1]].forEach((character, index) => canvas.put(x + index * step, y, character));
}
