import type { ErdColumn, ErdEntity, ErdGraph, ErdRelation } from './graph';
import { marksOf, signOf, subtitleOf, type Sign } from './rows';

/** Cardinalities as Mermaid writes them, at the left of a line and at its right. */
const SIGNS: Readonly<Record<Sign, readonly [left: string, right: string]>> = {
  one: ['||', '||'],
  'none or one': ['|o', 'o|'],
  many: ['}o', 'o{'],
  parent: ['||', '||'],
  child: ['||', '||'],
};

/** A Mermaid `erDiagram` (https://mermaid.js.org/syntax/entityRelationshipDiagram.html). */
export function mermaid({ entities, relations }: ErdGraph): string {
  return ['erDiagram', ...entities.flatMap(entityLines), ...relations.map(relationLine), ''].join('\n');
}

/** The same in a Markdown file, as GitHub and GitLab show it. */
export function mermaidInMarkdown(graph: ErdGraph): string {
  return `# The model\n\n\`\`\`mermaid\n${mermaid(graph)}\`\`\`\n`;
}

function entityLines(entity: ErdEntity): readonly string[] {
  const { id, columns, kind, parent } = entity;
  const remark = kind === 'entity' && parent === undefined ? '' : ` %% ${oneLine(subtitleOf(entity))}`;
  if (columns.length === 0) return [`  ${quoted(id)}`];
  return [
    ...(remark === '' ? [] : [` ${remark}`]),
    `  ${quoted(id)} {`,
    ...columns.map((column) => `    ${attribute(column)}`),
    '  }',
  ];
}

/** Mermaid takes letters, digits and a few signs in types and names; what that changes is written out behind. */
function attribute(column: ErdColumn): string {
  const { name, type, isNullable, comment } = column;
  const keys = marksOf(column).map((mark) => (mark === 'UQ' ? 'UK' : mark));
  const said = [
    ...(word(name) === name ? [] : [name]),
    ...(isNullable ? ['null'] : []),
    ...(comment === undefined ? [] : [comment]),
  ];
  const remark = said.length === 0 ? '' : ` ${quoted(said.join(', '))}`;
  return `${word(type) || 'unknown'} ${word(name) || 'column'}${keys.length === 0 ? '' : ` ${keys.join(', ')}`}${remark}`;
}

function relationLine(relation: ErdRelation): string {
  const { kind, from, to } = relation;
  if (kind === 'inheritance') return `  ${quoted(from.entity)} ||..|| ${quoted(to.entity)} : "is a"`;
  const line = `${SIGNS[signOf(relation, to)][0]}--${SIGNS[signOf(relation, from)][1]}`;
  const names = [to.property, from.property].flatMap((property) => property ?? []);
  const label = names.length === 0 ? from.columns.join(', ') : names.join(' / ');
  return `  ${quoted(to.entity)} ${line} ${quoted(from.entity)} : ${quoted(label)}`;
}

/** Within quotes Mermaid takes everything but these. */
function quoted(text: string): string {
  return `"${oneLine(text).replace(/["%\\]/g, "'")}"`;
}

function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- they would end the line
  return text.replace(/[\x00-\x1f\x7f\u2028\u2029]+/g, ' ');
}

function word(text: string): string {
  const plain = text.replace(/[^\w()[\]\u00c0-\ud7ff-]+/g, '_').replace(/^[^A-Za-z\u00c0-\ud7ff]+/, '');
  // The names of keys are no names.
  return /^(pk|fk|uk)\b/i.test(plain) ? `column_${plain}` : plain;
}
