import type { ShellNames, NamedHelper } from '../commands/command';
import type { ModelContract } from '../model';
import { findOperators, type TypeormModule } from './find-operators';
import { sqlTag } from './sql-tag';

interface Helper extends NamedHelper {
  readonly value: unknown;
}

export interface NamesInScope {
  /** Values by name, for the evaluator. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The same by what they are, for `.ls` and `.help`. */
  readonly listed: ShellNames;
}

/**
 * Everything that the shell puts in scope.
 * @param typeorm the project's own copy of TypeORM.
 */
export function namesInScope(model: ModelContract, typeorm: TypeormModule): NamesInScope {
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
  return {
    values: {
      ...operators,
      ...Object.fromEntries(helpers.map(({ name, value }) => [name, value])),
      ...Object.fromEntries(model.entities),
    },
    listed: {
      entities: [...model.entities.keys()].sort((a, b) => a.localeCompare(b)),
      helpers: [...helpers, ...remembered],
      operators: Object.keys(operators),
    },
  };
}

function repo({ dataSource }: ModelContract): (entity: unknown) => unknown {
  return function repo(entity) {
    return dataSource.getRepository(entity as Parameters<typeof dataSource.getRepository>[0]);
  };
}
