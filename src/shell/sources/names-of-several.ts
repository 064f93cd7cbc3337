import type { ShellNames } from '../commands/command';
import type { NamesInScope } from '../names/shell-names';
import type { ModelOfSeveral } from './model-of-several';
import type { Source, Sources } from './source';

/** What is in scope with several data sources, as it is now. */
export function namesOfSeveral(sources: Sources, model: ModelOfSeveral): NamesInScope {
  const { used } = sources;
  const others = sources.inOrder.slice(1);
  return {
    values: {
      ...Object.fromEntries(others.flatMap(({ names }) => Object.entries(names.values)).reverse()),
      ...used.names.values,
      repo: repoOf(sources),
      ...Object.fromEntries(sources.all.map((source) => [source.name, namespaceOf(source)])),
    },
    listed: listed(sources, model),
    notices: [...collisions(sources), ...sources.all.flatMap(({ names }) => names.notices)],
  };
}

/** Sentences on entities that have one name in several data sources. */
function collisions({ inOrder }: Sources): readonly string[] {
  const [used, ...others] = inOrder;
  if (used === undefined) return [];
  const owners = new Map<string, Source>([...used.model.entities.keys()].map((name) => [name, used]));
  const notices: string[] = [];
  for (const source of others) {
    for (const name of source.model.entities.keys()) {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, source);
      else if (owner.model.entities.get(name) === source.model.entities.get(name))
        notices.push(
          `${name} is one class in ${owner.name} and in ${source.name}: it means the one in use (.use ${source.name}); ${source.name}.repo(${name}) is the other's.`,
        );
      else
        notices.push(
          `${name} is in ${owner.name} and in ${source.name}: ${name} means the first, ${source.name}.${name} the other.`,
        );
    }
  }
  return notices;
}

function listed(sources: Sources, model: ModelOfSeveral): ShellNames {
  const { used } = sources;
  return {
    ...used.names.listed,
    entities: [...model.entities.keys()].sort((a, b) => a.localeCompare(b)),
    helpers: [
      ...sources.all.map(({ name }) => ({
        name,
        summary: `the data source ${name}: ${name}.dataSource, ${name}.sql, its entities${name === used.name ? ' (in use)' : ''}`,
      })),
      ...used.names.listed.helpers,
    ],
  };
}

/** A data source's own names, under its name: `shop.Author`, `shop.sql`. */
function namespaceOf({ names, model }: Source): Readonly<Record<string, unknown>> {
  const { dataSource, manager, repo, sql } = names.values;
  return Object.freeze({ dataSource, manager, repo, sql, ...Object.fromEntries(model.entities) });
}

/** `repo(Entity)` for an entity of any of them; of a class that belongs to several, that in use is meant. */
function repoOf(sources: Sources): (entity: unknown) => unknown {
  return function repo(entity) {
    const owner =
      sources.inOrder.find(({ model }) => model.metadataOfTarget(entity) !== undefined) ??
      sources.inOrder.find(({ dataSource }) => typeof entity === 'string' && dataSource.hasMetadata(entity)) ??
      sources.used;
    return (owner.names.values.repo as (entity: unknown) => unknown)(entity);
  };
}
