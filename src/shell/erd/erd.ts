import type { CommandContext } from '../commands/command';
import { didYouMean } from '../near-names';
import { themeOf } from '../output/theme';
import { writeNamed } from '../safety/write-named';
import { UserError } from '../user-error';
import { around } from './around';
import { rendererOf } from './formats';
import { counted, countRelations, type ErdGraph } from './graph';
import { graphOf } from './graph-of';
import type { ErdRequest } from './request';
import { drawFitting } from './terminal/fit';

/** What of a shell it takes to draw its model. */
export type ErdContext = Pick<CommandContext, 'model' | 'colors' | 'width' | 'print' | 'show' | 'resolvePath'>;

/**
 * Draws the model of the data source in use, or writes it to a file.
 * @throws UserError for an entity that is none, and a file that cannot be written.
 */
export async function erd(request: ErdRequest, context: ErdContext): Promise<void> {
  const { file, force } = request;
  const graph = chosen(graphOf(context.model.dataSource), request, context);
  if (graph.entities.length === 0) throw new UserError('There is no entity to draw.');
  if (file === undefined) {
    const { colors, width } = context;
    return context.show((await drawFitting(graph, { theme: themeOf(colors()), width })).join('\n'));
  }
  const text = await rendererOf(file)(graph);
  const path = context.resolvePath(file);
  await writeNamed({ name: file, path, force, toReplace: 'the same with --force' }, text);
  const tables = counted(graph.entities.length, 'table');
  context.print(`Wrote ${tables} and ${counted(countRelations(graph), 'relation')} to ${file}.`);
}

function chosen(graph: ErdGraph, { entity, depth }: ErdRequest, { model }: ErdContext): ErdGraph {
  if (entity === undefined) return graph;
  if (graph.entities.some(({ id }) => id === entity)) return around(graph, entity, depth);
  const names = graph.entities.map(({ id }) => id);
  if (model.entities.has(entity))
    throw new UserError(`${entity} is of another data source than the one in use.`, 'To switch: .use NAME');
  throw new UserError(
    `There is no entity ${entity}.`,
    didYouMean(entity, names, '') ?? `There are: ${names.join(', ')}`,
  );
}
