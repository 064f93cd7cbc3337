/** The exports of a copy of TypeORM; which copy is the project's business. */
export type TypeormModule = Readonly<Record<string, unknown>>;

/** TypeORM's find operators, by the name it exports them under. Those that a version does not have are left out. */
const OPERATORS = [
  'And',
  'Any',
  'ArrayContainedBy',
  'ArrayContains',
  'ArrayOverlap',
  'Between',
  'Equal',
  'ILike',
  'In',
  'IsNull',
  'JsonContains',
  'LessThan',
  'LessThanOrEqual',
  'Like',
  'MoreThan',
  'MoreThanOrEqual',
  'Not',
  'Or',
  'Raw',
  'Brackets',
  'NotBrackets',
];

export function findOperators(typeorm: TypeormModule): Readonly<Record<string, unknown>> {
  return Object.fromEntries(OPERATORS.filter((name) => name in typeorm).map((name) => [name, typeorm[name]]));
}
