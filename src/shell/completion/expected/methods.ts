/**
 * What a method of a repository takes, one word an argument, and what it gives. TypeORM's interfaces are gone at run time, so this is
 * written down, from `repository/Repository.d.ts` and `repository/TreeRepository.d.ts` of TypeORM 0.3.20 and 1.1.1; a test holds it against
 * both. An entity manager has the same methods with the entity before the rest.
 */
export interface MethodFacts {
  readonly takes: readonly Taken[];
  readonly gives: Given;
}

export type Taken =
  | 'alias'
  | 'column path'
  | 'conflict paths'
  | 'entity'
  | 'entity-like'
  | 'entity-likes'
  | 'find many'
  | 'find one'
  | 'id'
  | 'numeric column'
  | 'other'
  | 'options:clear'
  | 'options:remove'
  | 'options:save'
  | 'options:tree'
  | 'options:update'
  | 'sql'
  | 'where';

export type Given =
  | 'boolean'
  | 'builder'
  | 'entities'
  | 'entities and count'
  | 'entity'
  | 'made entity'
  | 'new'
  | 'nothing'
  | 'number'
  | 'other'
  | 'repository'
  | 'rows'
  | 'saved'
  | 'write result';

function method(gives: Given, ...takes: readonly Taken[]): MethodFacts {
  return { takes, gives };
}

export const REPOSITORY_METHODS: Readonly<Record<string, MethodFacts>> = {
  average: method('number', 'numeric column', 'where'),
  clear: method('nothing', 'options:clear'),
  count: method('number', 'find many'),
  countBy: method('number', 'where'),
  create: method('new', 'entity-likes'),
  createQueryBuilder: method('builder', 'alias', 'other'),
  decrement: method('write result', 'where', 'numeric column', 'other'),
  delete: method('write result', 'where'),
  deleteAll: method('write result'),
  exist: method('boolean', 'find many'),
  exists: method('boolean', 'find many'),
  existsBy: method('boolean', 'where'),
  extend: method('repository', 'other'),
  find: method('entities', 'find many'),
  findAndCount: method('entities and count', 'find many'),
  findAndCountBy: method('entities and count', 'where'),
  findBy: method('entities', 'where'),
  findByIds: method('entities', 'other'),
  findOne: method('entity', 'find one'),
  findOneBy: method('entity', 'where'),
  findOneById: method('entity', 'id'),
  findOneByOrFail: method('entity', 'where'),
  findOneOrFail: method('entity', 'find one'),
  getId: method('other', 'entity'),
  hasId: method('boolean', 'entity'),
  increment: method('write result', 'where', 'numeric column', 'other'),
  insert: method('write result', 'entity-likes'),
  maximum: method('number', 'numeric column', 'where'),
  merge: method('made entity', 'entity', 'entity-like', 'entity-like'),
  minimum: method('number', 'numeric column', 'where'),
  preload: method('entity', 'entity-like'),
  query: method('rows', 'sql', 'other'),
  recover: method('saved', 'entity-likes', 'options:save'),
  remove: method('saved', 'entity-likes', 'options:remove'),
  restore: method('write result', 'where'),
  save: method('saved', 'entity-likes', 'options:save'),
  softDelete: method('write result', 'where'),
  softRemove: method('saved', 'entity-likes', 'options:save'),
  sql: method('rows', 'other', 'other'),
  sum: method('number', 'numeric column', 'where'),
  update: method('write result', 'where', 'entity-like', 'options:update'),
  updateAll: method('write result', 'entity-like', 'options:update'),
  upsert: method('write result', 'entity-likes', 'conflict paths'),
  // Of trees.
  countAncestors: method('number', 'entity'),
  countDescendants: method('number', 'entity'),
  createAncestorsQueryBuilder: method('builder', 'alias', 'other', 'entity'),
  createDescendantsQueryBuilder: method('builder', 'alias', 'other', 'entity'),
  findAncestors: method('entities', 'entity', 'options:tree'),
  findAncestorsTree: method('entity', 'entity', 'options:tree'),
  findDescendants: method('entities', 'entity', 'options:tree'),
  findDescendantsTree: method('entity', 'entity', 'options:tree'),
  findRoots: method('entities', 'options:tree'),
  findTrees: method('entities', 'options:tree'),
};

/** The methods that every entity has at the prompt, and what they give (see relations/active-record.ts). */
export const ENTITY_METHODS: Readonly<Record<string, MethodFacts>> = {
  save: method('entity', 'options:save'),
  remove: method('entity', 'options:remove'),
  softRemove: method('entity', 'options:save'),
  recover: method('entity', 'options:save'),
  reload: method('nothing'),
  hasId: method('boolean'),
};
