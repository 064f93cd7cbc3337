import type { EntityMetadata } from 'typeorm';
import type { EntityNames } from '../schema/entity-facts';
import { alongRelations, entityByName, entityOfValue, isEntityWord, noEntityCalled } from '../schema/find-entity';
import { UserError } from '../user-error';
import type { CommandContext } from './command';

/**
 * The entity that a person means: by its name, its table or a relation's name, by something in scope, or by an expression whose value
 * is an entity, a list of them, a class or a repository.
 * @throws UserError when it means none, and what the expression throws.
 */
export async function entityMeant(
  text: string,
  context: Pick<CommandContext, 'session' | 'model'>,
  names: EntityNames,
): Promise<EntityMetadata> {
  const { session, model } = context;
  // What the person has in scope comes before tables and relations, and an entity's own name before both.
  const own = names.entries.find(([name]) => name === text)?.[1];
  if (own !== undefined) return own;
  if (isEntityWord(text)) {
    const [first, ...path] = text.split('.');
    const isInScope = first in session.evaluator.variables;
    const holder = isInScope ? entityOfValue(await valueOf(first, context), model) : undefined;
    // Along relations nothing has to be loaded to know where they lead.
    const found = (holder && alongRelations(holder, path)) ?? entityByName(text, names);
    if (found !== undefined) return found;
    if (!isInScope || path.length === 0) throw noEntityCalled(text, names);
  }
  const found = entityOfValue(await valueOf(text, context), model);
  if (found === undefined)
    throw new UserError(`${text} is no entity, and no list of them.`, '.models lists the entities.');
  return found;
}

/** Shows nothing, and so loads nothing. */
const UNSEEN = { shown: () => [], value: () => '' } as const;

/**
 * The value of an expression, evaluated beside the session.
 * @throws what it throws.
 */
export async function valueOf(text: string, { session }: Pick<CommandContext, 'session'>): Promise<unknown> {
  const outcome = await session.run(text, { aside: true, printer: UNSEEN });
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}
