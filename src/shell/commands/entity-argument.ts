import type { EntityMetadata } from 'typeorm';
import { InterruptedError } from '../evaluator/evaluator';
import type { EntityNames } from '../schema/entity-facts';
import {
  alongRelations,
  entityByName,
  entityOfValue,
  isEntityWord,
  noEntityCalled,
  noRelationCalled,
} from '../schema/find-entity';
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
  refuseSeveral(text);
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
    const from = holder ?? entityByName(first, names);
    if (!isInScope) throw from && path.length > 0 ? noRelationCalled(from, path, names) : noEntityCalled(text, names);
    if (path.length === 0) throw noEntityCalled(text, names);
    // What is no relation may still hold an entity.
    const value = await valueOf(text, context).catch((error: unknown) => {
      throw from && !(error instanceof InterruptedError) ? noRelationCalled(from, path, names) : error;
    });
    const held = entityOfValue(value, model);
    if (held === undefined && from) throw noRelationCalled(from, path, names);
    if (held !== undefined) return held;
  }
  const found = entityOfValue(await valueOf(text, context), model);
  if (found === undefined)
    throw new UserError(`${text} is no entity, and no list of them.`, '.models lists the entities.');
  return found;
}

/** Words that several words of code begin with. */
const BEFORE_A_NAME = new Set(['new', 'await', 'typeof', 'void', 'delete']);

/** @throws UserError for several names, which would be no code. */
function refuseSeveral(text: string): void {
  const words = text.split(/[\s,]+/).filter(Boolean);
  if (words.length < 2 || BEFORE_A_NAME.has(words[0]) || !words.every(isEntityWord)) return;
  throw new UserError(`One entity is wanted: ${words[1]} is one too many.`);
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
