import type { EntityMetadata } from 'typeorm';
import type { ModelContract } from '../../model';
import { didYouMean } from '../../near-names';
import { columnsOf, EntityNames, parentOf } from '../../schema/entity-facts';
import { UserError } from '../../user-error';
import type { Random } from './random';

/** Chance for a value: the same for the same `--seed`. */
export type SeedRandom = Pick<Random, 'share' | 'below' | 'between' | 'chance' | 'pick' | 'hex'>;

/** What a project's own value of a column may go by. */
export interface SeedFacts {
  /** Of the row among those that are made of its entity, from 0. */
  readonly index: number;
  readonly random: SeedRandom;
}

/** A value, or what gives one for each row, as the application has it in memory; `undefined` leaves it to the shell. */
export type SeedValue = ((facts: SeedFacts) => unknown) | string | number | boolean | null | object;

/** What the metadata cannot know, by entities as they are called at the prompt, and by their properties: `address.street`. */
export type ProjectSeed = Readonly<Record<string, Readonly<Record<string, SeedValue>>>>;

/** The values of columns that the project makes itself, by the paths of their properties. */
export type SeedHooks = ReadonlyMap<EntityMetadata, ReadonlyMap<string, SeedValue>>;

/** @throws UserError for a name that is no entity's, or no column's. */
export function seedHooks(seed: ProjectSeed | undefined, model: ModelContract): SeedHooks {
  const hooks = new Map<EntityMetadata, ReadonlyMap<string, SeedValue>>();
  const names = new EntityNames(model);
  for (const [name, values] of Object.entries(seed ?? {})) {
    const metadata = model.metadataOfTarget(model.entities.get(name));
    if (metadata === undefined)
      throw new UserError(`"seed" names no entity: ${name}.`, didYouMean(name, model.entities.keys()));
    if (typeof values !== 'object' || values === null)
      throw new UserError(`"seed" of ${name} is no object.`, `For example: seed: { ${name}: { … } }`);
    for (const path of Object.keys(values)) assertColumn(path, metadata, names);
    hooks.set(metadata, new Map(Object.entries(values)));
  }
  return hooks;
}

/** The hook of a column: its class's own, else that of a class above it in the same table. */
export function hookOf(hooks: SeedHooks, metadata: EntityMetadata, path: string): SeedValue | undefined {
  const own = hooks.get(metadata);
  if (own?.has(path)) return own.get(path);
  const parent = parentOf(metadata);
  return parent && hookOf(hooks, parent, path);
}

function assertColumn(path: string, metadata: EntityMetadata, names: EntityNames): void {
  const columns = columnsOf(metadata).filter(({ isVirtual, isVirtualProperty }) => !isVirtual && !isVirtualProperty);
  if (!columns.some(({ propertyPath }) => propertyPath === path))
    throw new UserError(
      `"seed" names no column of ${names.of(metadata)}: ${path}.`,
      didYouMean(
        path,
        columns.map(({ propertyPath }) => propertyPath),
      ) ?? 'Relations are filled with rows that are there.',
    );
}

/**
 * The project's own value of a column.
 * @param what the column, for the error.
 * @throws UserError when the function fails, or gives a promise.
 */
export function valueOfHook(hook: SeedValue, facts: SeedFacts, what: string): unknown {
  if (typeof hook !== 'function') return hook;
  let value: unknown;
  try {
    value = (hook as (facts: SeedFacts) => unknown)(facts);
  } catch (error) {
    throw new UserError(
      `"seed" of ${what} failed: ${error instanceof Error ? error.message : String(error)}`,
      "It is the function in the project's settings.",
    );
  }
  if (value instanceof Promise) {
    value.catch(() => {});
    throw new UserError(`"seed" of ${what} gives a promise.`, 'It has to give the value at once.');
  }
  return value;
}
