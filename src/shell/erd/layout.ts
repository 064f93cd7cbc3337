import type * as ElkModule from 'elkjs';
import type { ElkExtendedEdge, ElkNode, ElkPort, LayoutOptions } from 'elkjs';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box to be placed. Lengths are in any unit, pixels or cells of a terminal. */
export interface LayoutBox {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface LayoutEnd {
  /** The id of a box. */
  readonly box: string;
  /** How far below the top of the box the line meets its side. */
  readonly y: number;
}

export interface LayoutLine {
  readonly id: string;
  readonly from: LayoutEnd;
  readonly to: LayoutEnd;
}

/** The least distances, in the unit of the boxes. */
export interface Spacing {
  /** Between boxes one below the other. */
  readonly boxes: number;
  /** Between a box's side and the first line that runs up or down beside it: room for what an end is drawn with. */
  readonly ends: number;
  /** Between two lines that run up or down side by side. */
  readonly linesAcross: number;
  /** Between two lines, or a line and a box, one below the other. */
  readonly linesDown: number;
}

export interface PlacedBox extends LayoutBox, Point {}

/** Where everything is. The origin is at the top left; nothing is at negative places. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, PlacedBox>;
  /** The corners of each line, from one end to the other, by the line's id. Each stretch is level or upright. */
  readonly lines: ReadonlyMap<string, readonly Point[]>;
}

/** The library's distances that are too small have rounding errors in them: terminal cells are small. */
const SCALE = 16;

export interface LayoutRequest {
  readonly boxes: readonly LayoutBox[];
  /** Drawn from the left to the right, apart from those that begin and end at the same box; there must be no circle. */
  readonly lines: readonly LayoutLine[];
  readonly spacing: Spacing;
}

/**
 * Places boxes in columns, and lines between them with right angles, by ELK's layered algorithm (Sugiyama's). All boxes should
 * hang together: parts without a line between them are put one below the other. The same request gives the same layout.
 */
export async function layOut({ boxes, lines, spacing }: LayoutRequest): Promise<Layout> {
  const nodes = new Map(boxes.map((box): [string, ElkNode & { ports: ElkPort[] }] => [box.id, nodeOf(box)]));
  const edges = lines.map((line): ElkExtendedEdge => {
    const from = addPort(nodes, line.from, `${line.id}>`, 'EAST');
    const to = addPort(nodes, line.to, `${line.id}<`, line.from.box === line.to.box ? 'EAST' : 'WEST');
    return { id: line.id, sources: [from], targets: [to] };
  });
  const layoutOptions = optionsOf(spacing);
  const root = await elk().layout({ id: 'diagram', layoutOptions, children: [...nodes.values()], edges });
  return read(root);
}

function optionsOf({ boxes, ends, linesAcross, linesDown }: Spacing): LayoutOptions {
  const scaled = (length: number): string => String(length * SCALE);
  return {
    'elk.algorithm': 'layered',
    'elk.direction': 'RIGHT',
    'elk.edgeRouting': 'ORTHOGONAL',
    'elk.separateConnectedComponents': 'false',
    'elk.padding': '[top=0,left=0,bottom=0,right=0]',
    'elk.spacing.nodeNode': scaled(boxes),
    'elk.spacing.edgeNode': scaled(linesDown),
    'elk.spacing.edgeEdge': scaled(linesDown),
    'elk.spacing.nodeSelfLoop': scaled(ends),
    'elk.layered.spacing.nodeNodeBetweenLayers': scaled(2 * ends),
    'elk.layered.spacing.edgeNodeBetweenLayers': scaled(ends),
    'elk.layered.spacing.edgeEdgeBetweenLayers': scaled(linesAcross),
    'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
    'elk.layered.crossingMinimization.thoroughness': '20',
  };
}

function nodeOf({ id, width, height }: LayoutBox): ElkNode & { ports: ElkPort[] } {
  return {
    id,
    width: width * SCALE,
    height: height * SCALE,
    ports: [],
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS', 'elk.alignment': 'LEFT' },
  };
}

function addPort(
  nodes: ReadonlyMap<string, ElkNode & { ports: ElkPort[] }>,
  { box, y }: LayoutEnd,
  id: string,
  side: 'EAST' | 'WEST',
): string {
  const node = nodes.get(box);
  if (node === undefined) throw new Error(`There is no box ${box}`);
  node.ports.push({
    id,
    x: side === 'EAST' ? node.width : 0,
    y: y * SCALE,
    width: 0,
    height: 0,
    layoutOptions: { 'elk.port.side': side },
  });
  return id;
}

function read({ width = 0, height = 0, children = [], edges = [] }: ElkNode): Layout {
  const point = ({ x, y }: Point): Point => ({ x: x / SCALE, y: y / SCALE });
  return {
    width: width / SCALE,
    height: height / SCALE,
    boxes: new Map(
      children.map((node) => [
        node.id,
        {
          id: node.id,
          width: (node.width ?? 0) / SCALE,
          height: (node.height ?? 0) / SCALE,
          ...point({ x: node.x ?? 0, y: node.y ?? 0 }),
        },
      ]),
    ),
    lines: new Map(
      edges.map(({ id, sections = [] }) => [
        id,
        sections.flatMap(({ startPoint, bendPoints = [], endPoint }) =>
          [startPoint, ...bendPoints, endPoint].map(point),
        ),
      ]),
    ),
  };
}

/** Loaded when the first diagram is drawn: it takes about 0.2 s. Without a worker it calculates in this thread. */
function elk(): InstanceType<typeof ElkModule.default> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Elk = require('elkjs') as typeof ElkModule.default;
  return new Elk();
}
