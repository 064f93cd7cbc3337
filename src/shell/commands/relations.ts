import type { EntityMetadata } from 'typeorm';
import { themeOf } from '../output/theme';
import { dataSourceOf, EntityNames } from '../schema/entity-facts';
import { proxyStates, relationStates } from '../schema/loaded-facts';
import { manyText, oneText, type RelationsTextOptions } from '../schema/relations-text';
import { UserError } from '../user-error';
import type { Command, CommandContext } from './command';
import { valueOf } from './entity-argument';
import { forExample } from './example';

const EXAMPLE = '.relations Employee.find()';

export const relationsCommand: Command = {
  name: 'relations',
  group: 'model',
  parameters: 'EXPRESSION',
  summary: "an entity's relations: what is loaded, what is not, how many there are",
  details: [
    'EXPRESSION gives an entity or a list of them. Of a list: how many in all, the least and the most of one, how many have none.',
    'One query for each relation; no entity is loaded, and what you hold stays as it is.',
  ],
  example: EXAMPLE,
  asksDatabase: true,
  async run(context, argument) {
    const { model, masking, width, show } = context;
    if (argument === '') throw new UserError('.relations needs an entity.', forExample(EXAMPLE, context.names));
    const value = await valueOf(argument, context);
    const groups = entitiesByKind(value, argument, context);
    const options: RelationsTextOptions = {
      names: new EntityNames(model),
      theme: themeOf(context.colors()),
      masking,
      width,
    };
    const texts: string[] = [];
    for (const [metadata, entities] of groups)
      texts.push(await textOf(metadata, entities, context, options, !Array.isArray(value)));
    await show(masking.redact(texts.join('\n\n')));
  },
};

async function textOf(
  metadata: EntityMetadata,
  entities: readonly object[],
  { openTransaction }: CommandContext,
  options: RelationsTextOptions,
  isOne: boolean,
): Promise<string> {
  const states = await relationStates(entities, metadata, openTransaction(dataSourceOf(metadata)));
  const proxies = proxyStates(entities, metadata);
  return isOne
    ? oneText(entities[0], metadata, states, proxies, options)
    : manyText(entities, metadata, states, proxies, options);
}

/**
 * The entities of a value, by what they are, each object once.
 * @throws UserError when there are none.
 */
function entitiesByKind(
  value: unknown,
  text: string,
  { model }: CommandContext,
): ReadonlyMap<EntityMetadata, readonly object[]> {
  const groups = new Map<EntityMetadata, Set<object>>();
  for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
    const metadata = model.metadataOf(each);
    if (metadata === undefined) continue;
    groups.set(metadata, (groups.get(metadata) ?? new Set()).add(each as object));
  }
  if (groups.size > 0) return new Map([...groups].map(([metadata, entities]) => [metadata, [...entities]]));
  if (Array.isArray(value) && value.length === 0) throw new UserError(`${text} gives an empty list.`);
  if (value === null || value === undefined)
    throw new UserError(`${text} gives ${value === null ? 'null' : 'nothing'}.`);
  const isClass = model.metadataOfTarget(value) !== undefined;
  throw new UserError(
    `${text} is ${isClass ? 'an entity class, and no entity' : 'no entity, and no list of them'}.`,
    isClass ? `.schema ${text} shows its relations; .relations ${text}.find() those of its rows.` : undefined,
  );
}
