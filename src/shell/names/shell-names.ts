import type { ShellNames, NamedHelper } from '../commands/command';
import { noticesOnNames } from '../entity-names';
import type { Model } from '../model';
import { findOperators, type TypeormModule } from './find-operators';
import { noEntity } from './no-entity';
import { sqlTag } from './sql-tag';

interface Helper extends NamedHelper {
  readonly value: unknown;
}

export interface NamesInScope {
  /** Values by name, for the evaluator. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The same by what they are, for `.ls` and `.help`. */
  readonly listed: ShellNames;
  /** What the person should know of them. */
  readonly notices: readonly string[];
}

/**
 * Everything that the shell puts in scope.
 * @param typeorm the project's own copy of TypeORM.
 */
export function namesInScope(model: Model, typeorm: TypeormModule): NamesInScope {
  const { dataSource } = model;
  const helpers: readonly Helper[] = [
    { name: 'dataSource', summary: 'the DataSource, initialised', value: dataSource },
    { name: 'manager', summary: 'its EntityManager', value: dataSource.manager },
    { name: 'repo', summary: 'repo(Entity): its repository', value: repo(model) },
    { name: 'sql', summary: 'sql`select ... where id = ${id}`: a raw query', value: sqlTag(dataSource) },
  ];
  const remembered: readonly NamedHelper[] = [
    { name: '_', summary: 'the last value' },
    { name: '_error', summary: 'the last error' },
  ];
  const operators = findOperators(typeorm);
  const entities = new Map(
    [...model.entities].flatMap(([name, target]) => {
      const metadata = model.metadataOfTarget(target);
      return metadata === undefined ? [] : [[name, metadata] as const];
    }),
  );
  return {
    values: {
      ...operators,
      ...Object.fromEntries(helpers.map(({ name, value }) => [name, value])),
      ...Object.fromEntries(model.entities),
    },
    listed: {
      entities: [...model.entities.keys()].sort((a, b) => a.localeCompare(b)),
      helpers: [...helpers, ...remembered],
      operators: Object.keys(operators).filter((name) => !model.entities.has(name)),
    },
    notices: noticesOnNames(entities, operators),
  };
}

function repo(model: Model): (entity: unknown) => unknown {
  const { dataSource } = model;
  return function repo(entity) {
    const named = typeof entity === 'string' && dataSource.hasMetadata(entity);
    const metadata = named ? dataSource.getMetadata(entity) : model.metadataOfTarget(entity);
    // A repository of TypeORM's would only throw when it is used.
    if (metadata === undefined) throw noEntity(entity, model);
    return model.repositoryOf(metadata);
  };
}
