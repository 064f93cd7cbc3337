import { counted, type ErdGraph } from './graph';
import { pictureOf, type Picture } from './picture';
import { boxMarkup } from './svg-box';
import { lineMarkup } from './svg-line';
import { DRAWING_STYLE, PALETTE } from './svg-style';

/** A drawing for any program that shows SVG; it follows the light or dark scheme of who looks at it. */
export async function svg(graph: ErdGraph): Promise<string> {
  const picture = await pictureOf(graph);
  const [width, height] = [Math.ceil(picture.width), Math.ceil(picture.height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Entity-relationship diagram: ${counted(graph.entities.length, 'table')}">`,
    `<style>${PALETTE}\n${DRAWING_STYLE}\n</style>`,
    `<rect width="${width}" height="${height}" fill="var(--paper)"/>`,
    drawingMarkup(picture),
    '</svg>',
    '',
  ].join('\n');
}

export interface MarkupOptions {
  /** Whether boxes can be walked to with keys, and read from afar. */
  readonly isPage: boolean;
}

/** The lines and boxes of a picture, for the inside of an `<svg class="drawing">`. */
export function drawingMarkup({ boxes, lines }: Picture, { isPage }: MarkupOptions = { isPage: false }): string {
  return [
    '<g class="lines">',
    ...lines.map(lineMarkup),
    '</g>',
    '<g class="boxes">',
    // From the left to the right, as they are read: the Tab key goes that way.
    ...[...boxes].sort((one, other) => one.x - other.x || one.y - other.y).map((box) => boxMarkup(box, isPage)),
    '</g>',
  ].join('\n');
}
