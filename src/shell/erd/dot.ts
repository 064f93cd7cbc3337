import type { ErdColumn, ErdEntity, ErdGraph, ErdProperty, ErdRelation } from './graph';
import { marksOf, signOf, subtitleOf, type Sign } from './rows';

/** Graphviz draws these from the box outwards. */
const ARROWS: Readonly<Record<Sign, string>> = {
  one: 'teetee',
  'none or one': 'teeodot',
  many: 'crowodot',
  parent: 'empty',
  child: 'none',
};

/** A graph for Graphviz's `dot` (https://graphviz.org/doc/info/lang.html): a table for each entity, lines from row to row. */
export function dot({ entities, relations }: ErdGraph): string {
  return [
    'digraph model {',
    '  graph [rankdir=LR, ranksep=1.2, nodesep=0.4, pad=0.3, fontname="Helvetica"];',
    '  node [shape=plain, fontname="Helvetica", fontsize=11];',
    '  edge [dir=both, color="#64748b", arrowsize=0.9];',
    '',
    ...entities.flatMap((entity) => [...nodeLines(entity), '']),
    ...relations.map((relation) => edgeLine(relation, entities)),
    '}',
    '',
  ].join('\n');
}

function nodeLines(entity: ErdEntity): readonly string[] {
  const { id, kind, columns, properties } = entity;
  const subtitle = subtitleOf(entity);
  const isMade = kind === 'junction' || kind === 'closure';
  const title = `<B>${escaped(id)}</B>${subtitle === '' ? '' : `  <FONT COLOR="#64748b">${escaped(subtitle)}</FONT>`}`;
  const table = `BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4" COLOR="${isMade ? '#94a3b8' : '#475569'}"${isMade ? ' STYLE="dashed"' : ''}`;
  return [
    `  ${quoted(id)} [label=<`,
    `    <TABLE ${table}>`,
    `      <TR><TD PORT="header" COLSPAN="3" ALIGN="LEFT" BGCOLOR="${isMade ? '#f1f5f9' : '#e0e7ff'}">${title}</TD></TR>`,
    ...columns.map((column, index) => `      ${columnRow(column, index)}`),
    ...(columns.length > 0 && properties.length > 0 ? ['      <HR/>'] : []),
    ...properties.map((property, index) => `      ${propertyRow(property, index)}`),
    '    </TABLE>',
    '  >];',
  ];
}

function columnRow(column: ErdColumn, index: number): string {
  const { name, type, isNullable } = column;
  const cells = [
    `<TD PORT="c${index}" ALIGN="LEFT">${escaped(name)}${isNullable ? '?' : ''}</TD>`,
    `<TD ALIGN="LEFT"><FONT COLOR="#64748b">${escaped(type) || ' '}</FONT></TD>`,
    `<TD PORT="m${index}" ALIGN="RIGHT">${marksOf(column).join(' ') || ' '}</TD>`,
  ];
  return `<TR>${cells.join('')}</TR>`;
}

function propertyRow({ name, isToMany, isNullable, onDelete }: ErdProperty, index: number): string {
  const rule =
    onDelete === undefined ? '' : `  <FONT COLOR="#64748b">on delete ${escaped(onDelete.toLowerCase())}</FONT>`;
  const sign = isToMany ? '[]' : isNullable ? '?' : '';
  return `<TR><TD PORT="p${index}" COLSPAN="3" ALIGN="LEFT"><FONT COLOR="#4338ca">${escaped(name)}${sign}</FONT>${rule}</TD></TR>`;
}

function edgeLine(relation: ErdRelation, entities: readonly ErdEntity[]): string {
  const { from, to, kind } = relation;
  const entity = (id: string): ErdEntity | undefined => entities.find((each) => each.id === id);
  const attributes = [
    `arrowtail=${ARROWS[signOf(relation, to)]}`,
    `arrowhead=${ARROWS[signOf(relation, from)]}`,
    ...(kind === 'inheritance' ? ['style=dashed'] : []),
  ];
  const place = (end: ErdRelation['from']): string => `${quoted(end.entity)}:${portOf(entity(end.entity), end)}`;
  return `  ${place(to)} -> ${place(from)} [${attributes.join(', ')}];`;
}

function portOf(entity: ErdEntity | undefined, { property, columns }: ErdRelation['from']): string {
  const index = entity?.properties.findIndex(({ name }) => name === property) ?? -1;
  if (index >= 0) return `p${index}`;
  const column = entity?.columns.findIndex(({ name }) => columns.includes(name)) ?? -1;
  return column >= 0 ? `c${column}` : 'header';
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

/** For labels in Graphviz's HTML. */
function escaped(text: string): string {
  return (
    text
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      // eslint-disable-next-line no-control-regex -- XML has no such characters
      .replace(/[\x00-\x1f\x7f]/g, ' ')
  );
}
