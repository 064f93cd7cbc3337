import { displayWidth } from '../../output/display-width';
import type { Theme } from '../../output/theme';
import { visible } from '../../output/visible';
import type { ErdColumn, ErdEntity, ErdProperty } from '../graph';
import { marksOf, rowsOf, subtitleOf, type Anchor, type Detail, type Rows } from '../rows';
import type { Canvas } from './canvas';

type Paint = (text: string) => string;

/** A piece of a row, and how it is painted. */
interface Part {
  readonly text: string;
  readonly paint?: Paint;
}

/** An entity as a box of characters. */
export interface TerminalBox {
  readonly id: string;
  readonly rows: Rows;
  /** In columns and lines of the terminal, frame included. */
  readonly width: number;
  readonly height: number;
  draw(canvas: Canvas, x: number, y: number): void;
}

/** Blanks between the parts of a row. */
const BETWEEN = 2;

export interface BoxOptions {
  readonly detail: Detail;
  readonly theme: Theme;
  /** The properties that a line begins at. */
  readonly drawn: ReadonlySet<string>;
}

export function terminalBox(entity: ErdEntity, { detail, theme, drawn }: BoxOptions): TerminalBox {
  const rows = rowsOf(entity, detail, drawn);
  const header = headerParts(entity, detail, theme);
  const columns = rows.columns.map((column) => columnParts(column, theme));
  const properties = rows.properties.map((property) =>
    propertyParts(property, drawn.has(property.name) ? theme.special : theme.dim, theme),
  );
  const widths = [0, 1, 2].map((part) => Math.max(0, ...columns.map((parts) => widthOf(parts[part]))));
  const inner = Math.max(
    widthTogether(header.map(widthOf)),
    widthTogether(widths),
    ...properties.map((parts) => widthTogether(parts.map(widthOf))),
  );
  const sections = [columns, properties].filter(({ length }) => length > 0);
  const height = 3 + sections.reduce((sum, { length }) => sum + 1 + length, 0);
  return {
    id: entity.id,
    rows,
    width: inner + 4,
    height,
    draw(canvas, x, y) {
      const isMade = entity.kind === 'junction' || entity.kind === 'closure';
      const [level, upright] = isMade ? ['╌', '╎'] : ['─', '│'];
      const rule = (at: number, [left, right]: readonly [string, string]): void =>
        canvas.put(x, at, `${left}${level.repeat(inner + 2)}${right}`, theme.dim);
      let at = y;
      const row = (parts: readonly Part[], places: readonly number[]): void => {
        canvas.put(x, at, upright, theme.dim);
        canvas.put(x + 1, at, ' '.repeat(inner + 2));
        parts.forEach(({ text, paint }, index) => {
          canvas.putWhole(x + 2 + (places[index] ?? 0), at, text, displayWidth(text), paint);
        });
        canvas.put(x + inner + 3, at++, upright, theme.dim);
      };
      rule(at++, ['┌', '┐']);
      row(header, [0, inner - widthOf(header[1])]);
      for (const section of sections) {
        rule(at++, ['├', '┤']);
        for (const parts of section)
          row(parts, section === columns ? placesOf(widths, inner) : [0, inner - widthOf(parts[1])]);
      }
      rule(at, ['└', '┘']);
    },
  };
}

/** How many lines below the top of the box an anchor is. */
export function lineOf({ rows: { columns } }: TerminalBox, anchor: Anchor): number {
  if (anchor.part === 'header') return 1;
  const first = 3 + (anchor.part === 'property' && columns.length > 0 ? columns.length + 1 : 0);
  return first + anchor.index;
}

function headerParts(entity: ErdEntity, detail: Detail, theme: Theme): readonly Part[] {
  const name = { text: visible(entity.id), paint: theme.entityName };
  const subtitle = visible(subtitleOf(entity));
  return subtitle === '' || (detail === 'names' && entity.kind === 'entity' && entity.parent === undefined)
    ? [name]
    : [name, { text: subtitle, paint: theme.dim }];
}

function columnParts(column: ErdColumn, theme: Theme): readonly Part[] {
  return [
    { text: `${visible(column.name)}${column.isNullable ? '?' : ''}` },
    { text: visible(column.type), paint: theme.dim },
    { text: marksOf(column).join(' '), paint: theme.number },
  ];
}

function propertyParts(
  { name, isToMany, isNullable, onDelete }: ErdProperty,
  paint: Paint,
  theme: Theme,
): readonly Part[] {
  const own = { text: `${visible(name)}${isToMany ? '[]' : isNullable ? '?' : ''}`, paint };
  return onDelete === undefined ? [own] : [own, { text: onDelete.toLowerCase(), paint: theme.dim }];
}

function widthOf(part: Part | undefined): number {
  return part === undefined ? 0 : displayWidth(part.text);
}

function widthTogether(widths: readonly number[]): number {
  const shown = widths.filter((width) => width > 0);
  return shown.reduce((sum, width) => sum + width, BETWEEN * Math.max(0, shown.length - 1));
}

/** Names and types from the left, marks at the right. */
function placesOf([name = 0, , marks = 0]: readonly number[], inner: number): readonly number[] {
  return [0, name + BETWEEN, inner - marks];
}
