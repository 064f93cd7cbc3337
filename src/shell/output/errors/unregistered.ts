import type { ModelContract } from '../../model';
import { didYouMean } from '../../near-names';

/** Where every copy of TypeORM in a process keeps what the decorators said. */
interface Decorated {
  readonly typeormMetadataArgsStorage?: { readonly tables: readonly { readonly target: unknown }[] };
}

/**
 * What to do about a class, or the name of one, that is no entity of the data source.
 * @param given the class where it is known; a name otherwise.
 */
export function unregisteredAdvice(given: unknown, model: ModelContract | undefined, quote = '"'): string {
  const name = typeof given === 'function' ? given.name : String(given);
  const names = [...(model?.entities.keys() ?? [])];
  if (names.includes(name))
    return `There are two classes ${name}, and this one is not the data source's: its file was loaded twice, as src and dist do.`;
  const near = didYouMean(name, names, quote);
  if (near !== undefined) return near;
  const { typeormMetadataArgsStorage: storage } = globalThis as Decorated;
  const isDecorated = storage?.tables.some(({ target }) =>
    typeof given === 'function' ? target === given : typeof target === 'function' && target.name === name,
  );
  if (isDecorated) return `It has @Entity(), and is not in the entities of the data source: add it there.`;
  return `Its entities: ${names.length > MOST_LISTED ? `${names.slice(0, MOST_LISTED).join(', ')}, … (${names.length} in all)` : names.join(', ')}.`;
}

const MOST_LISTED = 12;
