/**
 * Whether a method of a query builder is none that people call: TypeORM's protected ones are there at run time like all others. From
 * `query-builder/*.d.ts` of 0.3.20 and 1.1.1; a test holds it against both.
 */
export function isInternal(name: string): boolean {
  return INTERNAL.test(name) || (name.startsWith('get') && !GETS.has(name));
}

const INTERNAL =
  /^(?:(?:apply|build|execute|find|isOverriding|loadRaw|merge|normalize|obtain|replace|validate)[A-Z]\w*|create(?!QueryBuilder$)\w+|hasCommonTableExpressions|join)$/;

const GETS: ReadonlySet<string> = new Set(
  (
    'getCount getExists getMany getManyAndCount getOne getOneOrFail getParameters getQuery getQueryAndParameters getRawAndEntities ' +
    'getRawMany getRawOne getSql'
  ).split(' '),
);

/**
 * Whether a member of a data source or an entity manager is none that people use, for the same reason: from `data-source/*.d.ts` and
 * `entity-manager/*.d.ts`.
 */
export function isProtected(name: string): boolean {
  return PROTECTED.has(name);
}

const PROTECTED: ReadonlySet<string> = new Set(
  (
    'buildMetadatas callAggregateFun findMetadata incrementOrDecrementBy normalizeAndValidateWhereCriteria plainObjectToEntityTransformer repositories ' +
    'treeRepositories'
  ).split(' '),
);
