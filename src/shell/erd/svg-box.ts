import { visible } from '../output/visible';
import { METRICS, textWidth, type PictureBox, type PictureRow } from './picture';
import { escapeXml } from './xml';

/** An entity as a card. Its rows carry their names, for whoever searches the drawing. */
export function boxMarkup(box: PictureBox, isPage: boolean): string {
  const { entity, subtitle, x, y, width, height, rows, detailX, ruleY } = box;
  const { header, side } = METRICS;
  const { id, kind, comment } = entity;
  const right = width - side;
  return [
    `<g class="box ${kind}" data-entity="${escapeXml(id)}" transform="translate(${round(x)} ${round(y)})"${isPage ? walkable(box) : ''}>`,
    ...(comment === undefined ? [] : [`<title>${escapeXml(comment)}</title>`]),
    `<rect class="frame" width="${width}" height="${height}" rx="9"/>`,
    `<path class="head" d="M.5 ${header}V9A8.5 8.5 0 0 1 9 .5H${width - 9}A8.5 8.5 0 0 1 ${width - 0.5} 9V${header}Z"/>`,
    `<text class="title" x="${side}" y="${header / 2}">${escapeXml(visible(id))}</text>`,
    ...(subtitle === '' ? [] : [`<text class="soft end" x="${right}" y="${header / 2}">${escapeXml(subtitle)}</text>`]),
    `<path class="rule" d="M.5 ${header}H${width - 0.5}"/>`,
    ...(ruleY === undefined ? [] : [`<path class="rule" d="M${side} ${ruleY}H${right}"/>`]),
    ...rows.map((row) => rowMarkup(row, detailX, right)),
    ...(isPage ? [nameAfar(box)] : []),
    // Above the header, so that an edge that stands out does so all around.
    `<rect class="edge" width="${width}" height="${height}" rx="9"/>`,
    '</g>',
  ].join('');
}

function walkable({ entity: { id, columns, properties }, subtitle }: PictureBox): string {
  const said = [id, subtitle, `${columns.length} columns`, `${properties.length} relations`].filter(
    (part) => part !== '',
  );
  return ` tabindex="0" role="button" aria-pressed="false" aria-label="${escapeXml(said.join(', '))}"`;
}

/** The name as large as the box allows, for when its rows are too small to be read. */
function nameAfar({ entity: { id }, width, height }: PictureBox): string {
  const name = visible(id);
  const size = Math.min(46, height / 2, (width - 16) / textWidth(name, 1));
  return `<text class="name-afar" x="${round(width / 2)}" y="${round(height / 2)}" font-size="${round(size)}" aria-hidden="true">${escapeXml(name)}</text>`;
}

function rowMarkup({ part, name, detail, marks, y, isDrawn }: PictureRow, detailX: number, right: number): string {
  const { side, rowFont } = METRICS;
  const at = round(y);
  if (part === 'property') {
    const rule = detail === '' ? '' : `<text class="soft end" x="${right}" y="${at}">${escapeXml(detail)}</text>`;
    return `<text class="property${isDrawn ? '' : ' elsewhere'}" x="${side}" y="${at}">${escapeXml(name)}</text>${rule}`;
  }
  const type = detail === '' ? '' : `<text class="soft" x="${round(detailX)}" y="${at}">${escapeXml(detail)}</text>`;
  // From the right, each as wide as two letters and a blank.
  const placed = [...marks].reverse().map((mark, index) => {
    return `<text class="mark ${mark}" x="${round(right - index * 1.7 * rowFont)}" y="${at}">${mark}</text>`;
  });
  return `<text x="${side}" y="${at}">${escapeXml(name)}</text>${type}${placed.join('')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
