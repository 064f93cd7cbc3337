import type { Point } from './layout';
import type { PictureLine } from './picture';
import { isSelfRelation } from './graph';
import { signOf, type Sign } from './rows';
import { escapeXml } from './xml';

/** How round the corners of a line are. */
const RADIUS = 7;

/** A relation as a line with its two signs. What it says in words is its title. */
export function lineMarkup(line: PictureLine): string {
  const { relation, left, right, points } = line;
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const way = wayOf(points);
  return [
    `<g class="line ${relation.kind}" data-id="${relation.id}" data-from="${escapeXml(relation.from.entity)}" data-to="${escapeXml(relation.to.entity)}">`,
    `<title>${escapeXml(sentence(line))}</title>`,
    `<path class="reach" d="${way}"/><path class="way" d="${way}"/>`,
    signMarkup(signOf(relation, left), first, 1),
    signMarkup(signOf(relation, right), last, isSelfRelation(relation) ? 1 : -1),
    '</g>',
  ].join('');
}

/** A piece of line with a sign at its right end, to explain it. */
export function signSample(sign: Sign): string {
  return `<svg class="drawing" viewBox="0 0 64 20" aria-hidden="true"><g class="line"><path d="M2 10H62M62 1V19"/>${signMarkup(sign, { x: 62, y: 10 }, -1)}</g></svg>`;
}

/** `Assignment.employee: none or one Employee; Employee.assignments: any number of Assignment`. */
export function sentence({ relation }: Pick<PictureLine, 'relation'>): string {
  const { kind, from, to, onDelete } = relation;
  if (kind === 'inheritance') return `${from.entity} is a ${to.entity}`;
  const name = (end: typeof from): string => `${end.entity}.${end.property ?? `(${end.columns.join(', ')})`}`;
  const amount = (end: typeof from): string =>
    `${end.many ? 'any number of' : end.optional ? 'none or one' : 'exactly one'} ${end.entity}`;
  const rule = onDelete === undefined ? '' : `; on delete ${onDelete.toLowerCase()}`;
  return `${name(from)}: ${amount(to)}; ${name(to)}: ${amount(from)}${rule}`;
}

function wayOf(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${at(point)}`;
      if (after === undefined) return `L${at(point)}`;
      const radius = Math.min(RADIUS, distance(before, point) / 2, distance(point, after) / 2);
      return `L${at(towards(point, before, radius))}Q${at(point)} ${at(towards(point, after, radius))}`;
    })
    .join('');
}

/**
 * A crow's foot, bars, a ring or an arrow at the side of a box.
 * @param step outwards: 1 on its right side, -1 on its left.
 */
function signMarkup(sign: Sign, { x, y }: Point, step: 1 | -1): string {
  const out = (by: number): string => number(x + step * by);
  const bar = (by: number): string => `<path d="M${out(by)} ${number(y - 6)}V${number(y + 6)}"/>`;
  const ring = (by: number): string => {
    const [from, to, r] = [out(by - 4), out(by + 4), 4];
    return `<path class="hollow" d="M${from} ${number(y)}A${r} ${r} 0 1 1 ${to} ${number(y)}A${r} ${r} 0 1 1 ${from} ${number(y)}Z"/>`;
  };
  switch (sign) {
    case 'one':
      return bar(8) + bar(13);
    case 'none or one':
      return bar(8) + ring(16);
    case 'many':
      return `<path d="M${out(0)} ${number(y - 6)}L${out(12)} ${number(y)}L${out(0)} ${number(y + 6)}"/>${ring(16)}`;
    case 'parent':
      return `<path class="hollow" d="M${out(1)} ${number(y)}L${out(13)} ${number(y - 7)}V${number(y + 7)}Z"/>`;
    case 'child':
      return '';
  }
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function at({ x, y }: Point): string {
  return `${number(x)} ${number(y)}`;
}

/** As short as can be: a large drawing has ten thousand of them. */
function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}
