/**
 * Whether a method of a query builder is none that people call: TypeORM's protected ones are there at run time like all others. From
 * `query-builder/*.d.ts` of 0.3.20 and 1.1.1; a test holds it against both.
 */
export function isInternal(name: string): boolean {
  return INTERNAL.test(name);
}

const INTERNAL =
  /^(?:create\w*(?:Expression|Alias|Comment|TimeTravelQuery|Recursively|Parameter|PropertyPath)|create\w*Expression\w*|build\w+|get(?!Query$|QueryAndParameters$|Sql$|Parameters$|One$|OneOrFail$|Many$|ManyAndCount$|RawOne$|RawMany$|RawAndEntities$|Count$|Exists$)\w+|execute(?!$)\w+|find\w+|replace\w+|load(?:RawResults)|mergeExpressionMap|normalize\w+|validate\w+|obtainQueryRunner|join|has(?:CommonTableExpressions)|is\w+|concatRelationMetadata|fromDummy)$/;
