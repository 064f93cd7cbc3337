import { types } from 'node:util';
import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { operatorInstead, signInstead } from '../other-orms';
import { UserError } from '../user-error';
import { isTimed, isText, numberKindOf } from './column-value';
import { jsonConditionFor, isPostgres } from './json-condition';

/** What a condition of a kind that TypeORM has not, or not here, was meant to be. */

/** What to write for an object, a list or a regular expression that was given where a value is compared. */
export function insteadOf({ propertyName }: ColumnMetadata, value: unknown): string | undefined {
  if (types.isRegExp(value)) {
    const { source } = value;
    const plain = /^\^?[\w\s-]+\$?$/.test(source);
    const text = `${source.startsWith('^') ? '' : '%'}${source.replace(/^\^|\$$/g, '')}${source.endsWith('$') ? '' : '%'}`;
    return `Write ${propertyName}: Like(${plain ? JSON.stringify(text) : '"%…%"'}).`;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value))
    return `For one of them write ${propertyName}: ${operatorInstead('in', value) ?? 'In([…])'}.`;
  // Sequelize has symbols for its operators.
  const [key, ...others] = Reflect.ownKeys(value);
  const name = typeof key === 'symbol' ? key.description : key;
  const meant =
    name === undefined || others.length > 0 ? undefined : operatorInstead(name, Reflect.get(value, key) as unknown);
  return meant && `Write ${propertyName}: ${meant}.`;
}

/** `MoreThan(1)` for the text `> 1` at a column of numbers or of dates; `undefined` for every other condition. */
export function signOf(column: ColumnMetadata, value: unknown): string | undefined {
  if (typeof value !== 'string' || (numberKindOf(column) === undefined && !isTimed(column))) return undefined;
  return signInstead(value);
}

const CONNECTIVES: ReadonlyMap<string, 'or' | 'and' | 'not'> = new Map([
  ['or', 'or'],
  ['and', 'and'],
  ['not', 'not'],
]);

/**
 * `$or`, `OR`, `and`: what others say with a name, TypeORM says with the form of a condition.
 * @param name a property of a condition that the entity does not have
 * @throws UserError
 */
export function checkAlternatives({ name: entity, primaryColumns }: EntityMetadata, name: string): void {
  const connective = CONNECTIVES.get(name.replace(/^\$/, '').toLowerCase());
  if (connective === undefined) return;
  const key = primaryColumns[0]?.propertyPath ?? 'id';
  throw new UserError(
    `${entity} has no property "${name}", and conditions know no ${name}.`,
    {
      or: `Alternatives are a list: where: [{ ${key}: 1 }, { ${key}: 2 }].`,
      and: `What stands in one object all holds; two at once are ${key}: And(MoreThan(1), LessThan(9)).`,
      not: `Not() stands around the value: where: { ${key}: Not(1) }.`,
    }[connective],
  );
}

/** What the operators of PostgreSQL are called where they are made. */
const OF_POSTGRES: ReadonlyMap<string, string> = new Map([
  ['jsonContains', 'JsonContains'],
  ['arrayContains', 'ArrayContains'],
  ['arrayContainedBy', 'ArrayContainedBy'],
  ['arrayOverlap', 'ArrayOverlap'],
  ['any', 'Any'],
]);

const NAMES: ReadonlyMap<string, string> = new Map([
  ['better-sqlite3', 'SQLite'],
  ['sqljs', 'SQLite'],
  ['mariadb', 'MariaDB'],
  ['mysql', 'MySQL'],
]);

/**
 * An operator that TypeORM writes in PostgreSQL's SQL, on another database.
 * @throws UserError with a condition that this database understands, where one is known
 */
export function checkOperatorHere(
  entity: string,
  column: ColumnMetadata,
  operator: { readonly type: string; readonly value: unknown },
  { options: { type } }: DataSource,
): void {
  const name = OF_POSTGRES.get(operator.type);
  if (name === undefined || isPostgres(type)) return;
  const { value } = operator;
  const instead =
    operator.type === 'jsonContains'
      ? typeof value === 'object' && value !== null
        ? jsonConditionFor(value, column, type)
        : undefined
      : Array.isArray(value) && column.type === 'simple-array'
        ? `Like(${JSON.stringify(`%${String(value[0])}%`)})`
        : operatorInstead('in', value);
  throw new UserError(
    `${name}() for ${entity}.${column.propertyPath} is an operator of PostgreSQL: this one is ${NAMES.get(type) ?? type}.`,
    instead && `Write ${column.propertyName}: ${instead}.`,
  );
}

/** What there is to say of texts with a % at an end, which are compared as they stand, letter by letter. */
export function patternsIn(where: unknown, metadata: EntityMetadata): readonly string[] {
  if (Array.isArray(where)) return where.flatMap((each) => patternsIn(each, metadata));
  if (typeof where !== 'object' || where === null || Object.getPrototypeOf(where) !== Object.prototype) return [];
  return Object.entries(where).flatMap(([name, value]: [string, unknown]) => {
    const relation = metadata.findRelationWithPropertyPath(name);
    if (relation !== undefined) return patternsIn(value, relation.inverseEntityMetadata);
    const column = metadata.findColumnWithPropertyPath(name);
    if (typeof value !== 'string' || column === undefined || !isText(column) || !/^%.|.%$/.test(value)) return [];
    const text = JSON.stringify(value);
    return [`${metadata.name}.${name} was compared with ${text} letter by letter: write ${name}: Like(${text})`];
  });
}
