import type { CommandContext } from '../commands/command';
import { entityMeant } from '../commands/entity-argument';
import { themeOf } from '../output/theme';
import { writeNamed } from '../safety/write-named';
import { EntityNames } from '../schema/entity-facts';
import { entityByName, isEntityWord } from '../schema/find-entity';
import { UserError } from '../user-error';
import { around } from './around';
import { hasFormat, rendererOf } from './formats';
import { counted, countRelations, type ErdGraph } from './graph';
import { graphOf, idsOf } from './graph-of';
import type { ErdRequest } from './request';
import { drawFitting } from './terminal/fit';

/** What of a shell it takes to draw its model. */
export type ErdContext = Pick<
  CommandContext,
  'session' | 'model' | 'colors' | 'width' | 'print' | 'show' | 'resolvePath'
>;

/**
 * Draws the model of the data source in use, or writes it to a file.
 * @throws UserError for an entity that is none, and a file that cannot be written.
 */
export async function erd(request: ErdRequest, context: ErdContext): Promise<void> {
  const { file, force } = request;
  const graph = await chosen(graphOf(context.model.dataSource), request, context);
  if (graph.entities.length === 0) throw new UserError('There is no entity to draw.');
  if (file === undefined) {
    const { colors, width } = context;
    return context.show((await drawFitting(graph, { theme: themeOf(colors()), width })).join('\n'));
  }
  const text = await rendererOf(file)(graph);
  const path = context.resolvePath(file);
  await writeNamed({ name: file, path, force, toReplace: request.toReplace ?? 'the same with --force' }, text);
  const tables = counted(graph.entities.length, 'table');
  context.print(`Wrote ${tables} and ${counted(countRelations(graph), 'relation')} to ${file}.`);
}

/** Which words are entities: `User.orders` is what a relation leads to, also where it is misspelt; `User.svg` is a file. */
export function entityWords(model: ErdContext['model']): (word: string) => boolean {
  const names = new EntityNames(model);
  return (word) =>
    model.entities.has(word) ||
    (!hasFormat(word) && isEntityWord(word) && entityByName(word.split('.')[0], names) !== undefined);
}

async function chosen(graph: ErdGraph, { entity, depth }: ErdRequest, context: ErdContext): Promise<ErdGraph> {
  if (entity === undefined) return graph;
  if (graph.entities.some(({ id }) => id === entity)) return around(graph, entity, depth);
  const { model } = context;
  const names = new EntityNames(model);
  const metadata = await entityMeant(entity, context, names);
  const id = idsOf(model.dataSource.entityMetadatas).get(metadata);
  if (id !== undefined) return around(graph, id, depth);
  throw new UserError(`${names.of(metadata)} is of another data source than the one in use.`, 'To switch: .use NAME');
}
