import { dirname, relative, sep } from 'node:path';
import type { EntityMetadata } from 'typeorm';
import { wrapText, wrapWords } from '../commands/wrap-words';
import type { ModelContract } from '../model';
import type { Theme } from '../output/theme';
import { DISK } from '../project/file-view';
import { packageRoot } from '../project/project-root';
import { typeText } from '../schema/column-facts';
import { dataSourceOf } from '../schema/entity-facts';
import type { Documentation, Place } from './messages';

export interface DocumentationStyle {
  readonly model: ModelContract;
  readonly theme: Theme;
  /** Columns. */
  readonly width: number;
}

/** What there is to read about something: its signature, its comment, what the model says of it, its file. */
export function documentationText(found: Documentation, { model, theme, width }: DocumentationStyle): string {
  const metadata = found.entity === undefined ? undefined : model.metadataOfTarget(model.entities.get(found.entity));
  const facts =
    metadata && (found.property === undefined ? tableText(metadata, width) : columnText(metadata, found.property));
  return [
    ...found.signatures.map((signature) => theme.special(wrapSignature(signature, width))),
    ...found.comment.split('\n').map((line) => wrapText(line, width, /^@\w+/.test(line) ? '  ' : '')),
    facts ?? [],
    found.place ? theme.dim(placeText(found.place)) : [],
  ]
    .flat()
    .filter((line) => line !== '')
    .join('\n');
}

/** A file as its project calls it, with the line; of a package's file where it is in node_modules. */
export function placeText({ file, line }: Place): string {
  const path = file.split(sep).join('/');
  const packages = path.lastIndexOf('/node_modules/');
  const shown = packages < 0 ? relative(packageRoot(dirname(file), DISK), file) : path.slice(packages + 1);
  return `${shown.split(sep).join('/')}:${line}`;
}

/** Between its words; what goes on is indented. */
function wrapSignature(signature: string, width: number): string {
  return signature
    .split('\n')
    .map((line) => (line.length <= width ? line : wrapText(line, width)))
    .join('\n');
}

function tableText(metadata: EntityMetadata, width: number): string {
  const kind = metadata.tableType === 'view' ? 'view' : 'table';
  const columns = metadata.columns.filter(({ isVirtualProperty }) => !isVirtualProperty);
  const words = columns.map(({ databaseName }, index) => `${databaseName}${index < columns.length - 1 ? ',' : ''}`);
  return wrapWords(words, width, `${kind} ${metadata.tablePath}: `, ' ');
}

function columnText(metadata: EntityMetadata, property: string): string {
  const column = metadata.columns.find(({ propertyPath, isVirtual }) => propertyPath === property && !isVirtual);
  if (column !== undefined) {
    const type = typeText(column, dataSourceOf(metadata));
    const also = [column.isPrimary ? 'primary key' : [], column.isNullable ? 'nullable' : []].flat();
    return `column ${metadata.tableName}.${column.databaseName}: ${[type, ...also].join(', ')}`;
  }
  const relation = metadata.relations.find(({ propertyPath }) => propertyPath === property);
  return relation === undefined ? '' : `${relation.relationType} relation to ${relation.inverseEntityMetadata.name}`;
}
