import { displayWidth } from '../output/display-width';
import { visible } from '../output/visible';
import { componentsOf, pack } from './components';
import { isSelfRelation, type ErdColumn, type ErdEntity, type ErdGraph, type ErdProperty } from './graph';
import { layOut, type Layout, type Point, type Spacing } from './layout';
import { fewRanks, naturalRanks, type Ranks } from './ranks';
import {
  Anchors,
  drawnProperties,
  inOrder,
  marksOf,
  signOf,
  subtitleOf,
  type Anchor,
  type DrawnRelation,
} from './rows';

/** Lengths of a drawing, in pixels. */
export const METRICS = {
  header: 34,
  row: 21,
  /** Above and below the columns, and the properties. */
  section: 6,
  /** Left and right inside of a box. */
  side: 14,
  /** Between the parts of a row. */
  between: 18,
  rowFont: 12,
  titleFont: 13,
  /** Around everything. */
  margin: 32,
} as const;

/**
 * How wide a character of a monospace font is, by its size: 0.602 in DejaVu Sans Mono, Menlo and Liberation Mono, 0.55 in Consolas.
 * A little more, so that no font's text leaves its box.
 */
const ADVANCE = 0.615;

const SPACING: Spacing = { boxes: 40, ends: 36, linesAcross: 12, linesDown: 16 };
const GAP = { x: 72, y: 56 };
/** Width to height, as of a screen. */
const WANTED_RATIO = 1.6;

/** A row of a box: what stands at the left, in the middle, and at the right. */
export interface PictureRow {
  readonly part: 'column' | 'property';
  readonly name: string;
  readonly detail: string;
  readonly marks: readonly string[];
  /** Below the top of the box: the middle of the row. */
  readonly y: number;
  /** Whether a line begins at this property. */
  readonly isDrawn: boolean;
}

export interface PictureBox extends Point {
  readonly entity: ErdEntity;
  readonly subtitle: string;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly PictureRow[];
  /** Where the types begin, from the left of the box. */
  readonly detailX: number;
  /** Where the properties begin, below the top; absent where there are none, or nothing above them. */
  readonly ruleY: number | undefined;
}

export interface PictureLine extends DrawnRelation {
  readonly points: readonly Point[];
}

/** Everything of a drawing, with its place. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PictureBox[];
  readonly lines: readonly PictureLine[];
}

export function textWidth(text: string, font: number): number {
  return displayWidth(text) * font * ADVANCE;
}

/** Places a graph, in the one of two ways that comes nearest to the shape of a screen. */
export async function pictureOf(graph: ErdGraph): Promise<Picture> {
  const drawn = drawnProperties(graph);
  const sizes = graph.entities.map((entity) => sized(entity, drawn.get(entity.id) ?? new Set()));
  const boxes = new Map(sizes.map((box) => [box.entity.id, box]));
  const tries = [await placed(graph, naturalRanks, boxes), await placed(graph, fewRanks, boxes)] as const;
  const [{ layout, lines }] = [...tries].sort((one, other) => strangeness(one.layout) - strangeness(other.layout));
  const { margin } = METRICS;
  const moved = ({ x, y }: Point): Point => ({ x: x + margin, y: y + margin });
  return {
    width: layout.width + 2 * margin,
    height: layout.height + 2 * margin,
    boxes: sizes.flatMap((box) => {
      const place = layout.boxes.get(box.entity.id);
      return place === undefined ? [] : [{ ...box, ...moved(place) }];
    }),
    lines: lines.map((line) => ({ ...line, points: (layout.lines.get(line.relation.id) ?? []).map(moved) })),
  };
}

type SizedBox = Omit<PictureBox, 'x' | 'y'>;

function sized(entity: ErdEntity, drawn: ReadonlySet<string>): SizedBox {
  const { header, row, section, side, between, rowFont, titleFont } = METRICS;
  const { columns, properties } = entity;
  const block = (count: number): number => (count === 0 ? 0 : 2 * section + count * row);
  const y = (above: number, index: number): number => header + above + section + (index + 0.5) * row;
  const rows = [
    ...columns.map((column, index) => columnRow(column, y(0, index))),
    ...properties.map((property, index) =>
      propertyRow(property, y(block(columns.length), index), drawn.has(property.name)),
    ),
  ];
  const subtitle = visible(subtitleOf(entity));
  const widest = (part: 'column' | 'property', text: (row: PictureRow) => string): number =>
    Math.max(0, ...rows.filter((each) => each.part === part).map((each) => textWidth(text(each), rowFont)));
  const names = widest('column', ({ name }) => name);
  const types = widest('column', ({ detail }) => detail);
  const marks = widest('column', (each) => each.marks.join(' '));
  const together = [names, types, marks].filter((width) => width > 0);
  const inner = Math.max(
    textWidth(visible(entity.id), titleFont) + (subtitle === '' ? 0 : between + textWidth(subtitle, rowFont)),
    together.reduce((sum, width) => sum + width, between * Math.max(0, together.length - 1)),
    ...rows
      .filter(({ part }) => part === 'property')
      .map(({ name, detail }) => textWidth(name, rowFont) + (detail === '' ? 0 : between + textWidth(detail, rowFont))),
  );
  return {
    entity,
    subtitle,
    width: Math.ceil(inner + 2 * side),
    height: header + block(columns.length) + block(properties.length),
    rows,
    detailX: side + names + between,
    ruleY: columns.length > 0 && properties.length > 0 ? header + block(columns.length) : undefined,
  };
}

function columnRow(column: ErdColumn, y: number): PictureRow {
  return {
    part: 'column',
    name: `${visible(column.name)}${column.isNullable ? '?' : ''}`,
    detail: visible(column.type),
    marks: marksOf(column),
    y,
    isDrawn: true,
  };
}

function propertyRow({ name, isToMany, isNullable, onDelete }: ErdProperty, y: number, isDrawn: boolean): PictureRow {
  return {
    part: 'property',
    name: `${visible(name)}${isToMany ? '[]' : isNullable ? '?' : ''}`,
    detail: onDelete === undefined ? '' : onDelete.toLowerCase(),
    marks: [],
    y,
    isDrawn,
  };
}

async function placed(
  graph: ErdGraph,
  ranksOf: (graph: ErdGraph) => Ranks,
  boxes: ReadonlyMap<string, SizedBox>,
): Promise<{ readonly layout: Layout; readonly lines: readonly DrawnRelation[] }> {
  const anchors = new Anchors();
  const layouts: Layout[] = [];
  const lines: DrawnRelation[] = [];
  for (const part of componentsOf(graph)) {
    const drawn = inOrder(part, ranksOf(part));
    lines.push(...drawn);
    const place = ({ relation, ...ends }: DrawnRelation, which: 'left' | 'right') => {
      const end = ends[which];
      const side = which === 'left' || isSelfRelation(relation) ? 'right' : 'left';
      const box = boxes.get(end.entity) as SizedBox;
      const anchor = anchors.take(box.entity, end, side, signOf(relation, end));
      return { box: end.entity, y: anchorY(box, anchor) };
    };
    layouts.push(
      await layOut({
        boxes: part.entities.map(({ id }) => ({ ...(boxes.get(id) as SizedBox), id })),
        lines: drawn.map((line) => ({
          id: line.relation.id,
          from: place(line, 'left'),
          to: place(line, 'right'),
        })),
        spacing: SPACING,
      }),
    );
  }
  const area = layouts.reduce((sum, { width, height }) => sum + (width + GAP.x) * (height + GAP.y), 0);
  return { layout: pack(layouts, Math.sqrt(area * WANTED_RATIO), GAP), lines };
}

function anchorY({ rows }: SizedBox, anchor: Anchor): number {
  if (anchor.part === 'header') return METRICS.header / 2;
  return rows.filter(({ part }) => part === anchor.part)[anchor.index]?.y ?? METRICS.header / 2;
}

/** How far a layout is from what fits on a screen; a smaller one is better among equals. */
function strangeness({ width, height }: Layout): number {
  return Math.max(width / WANTED_RATIO, height);
}
