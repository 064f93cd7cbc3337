import type { ModelContract } from '../model';
import { unregisteredAdvice } from '../output/errors/unregistered';
import { UserError } from '../user-error';

/** What to say when `repo()` was given something that is no entity's class or name: TypeORM would give a repository of nothing. */
export function noEntity(given: unknown, model: ModelContract): UserError {
  const names = [...model.entities.keys()];
  const known = model.metadataOf(given);
  if (known !== undefined)
    return new UserError('repo() takes the class of an entity, not one of them.', `Write repo(${known.name}).`);
  const name = typeof given === 'function' ? given.name : given;
  if (typeof name !== 'string' || name === '')
    return new UserError('repo() takes an entity.', `Write repo(${names[0] ?? 'Entity'}).`);
  return new UserError(`${name} is not an entity of this data source.`, unregisteredAdvice(given, model, ''));
}
