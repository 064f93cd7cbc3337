import { types } from 'node:util';
import type { DataSource, EntityManager, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import { operatorInstead } from '../other-orms';
import { UserError } from '../user-error';
import { numberKindOf, wrongValue } from './column-value';
import { FIND_METHODS, type ConditionPlace } from './find-methods';
import { isAskedAtPrompt } from './asked-at-prompt';
import { checkConditionsAlone, checkOptions, listRefused, optionsAcross } from './find-options';
import { checkJsonCondition } from './json-condition';
import { onEveryManager } from './managers';
import type { MembersOf } from './members';
import { checkAlternatives, checkOperatorHere, insteadOf, patternsIn, signOf } from './meant-conditions';
import { acrossProxies } from './proxy-paths';
import { shown } from './shown-value';

type Find = (target: unknown, ...rest: unknown[]) => Promise<unknown>;
type Place = ConditionPlace | 'third';

/** Methods of an entity manager that take conditions, and where: in the options, as they are, or after a column's name. */
const METHODS: Readonly<Record<string, Place>> = {
  ...FIND_METHODS,
  update: 'conditions',
  delete: 'conditions',
  softDelete: 'conditions',
  restore: 'conditions',
  sum: 'third',
  average: 'third',
  minimum: 'third',
  maximum: 'third',
};

/** Operators whose value is compared with the column as it is. */
const COMPARING = new Set([
  'equal',
  'not',
  'in',
  'lessThan',
  'lessThanOrEqual',
  'moreThan',
  'moreThanOrEqual',
  'between',
  'any',
]);

/**
 * Refuses conditions that no row can ever meet because a number is compared with something that is none.
 *
 * PostgreSQL says so itself; SQLite and MariaDB compare `id` with `'abc'` and find nothing, or a row that was not meant
 * (MariaDB takes `'abc'` for 0). Only methods of instances are replaced.
 * @param tell what the person should hear of a condition that has found nothing, and why.
 * @returns puts the methods back for managers that are made from now on
 */
export function checkConditions(
  dataSource: DataSource,
  members: MembersOf,
  tell: (notice: string) => void = () => undefined,
): () => void {
  return onEveryManager(dataSource, (manager) => check(manager, dataSource, members, tell));
}

function check(
  manager: EntityManager,
  dataSource: DataSource,
  members: MembersOf,
  tell: (notice: string) => void,
): void {
  const methods = manager as unknown as Record<string, Find | undefined>;
  for (const [name, place] of Object.entries(METHODS)) {
    const original = methods[name]?.bind(manager);
    if (original === undefined) continue;
    // Asynchronous as the methods are, so that a refusal rejects as their own errors do.
    methods[name] = async (target, ...rest) => {
      const metadata = dataSource.hasMetadata(target as never) ? dataSource.getMetadata(target as never) : undefined;
      if (metadata === undefined) return original(target, ...rest);
      checkArgument(name, place, rest[0], metadata);
      if (place === 'options') {
        checkOptions(rest[0], metadata, members);
        rest[0] = optionsAcross(rest[0], metadata, members);
      } else {
        const index = place === 'third' ? 1 : 0;
        if (place === 'conditions') checkConditionsAlone(name, rest[0], metadata, members);
        if (index in rest) rest[index] = acrossProxies(rest[index], metadata, members);
      }
      const where = conditionsIn(rest, place);
      checkWhere(metadata, where, dataSource);
      const patterns = patternsIn(where, metadata);
      const isTold = patterns.length > 0 && isAskedAtPrompt();
      const found = await original(target, ...rest).catch((error: unknown) => {
        throw listRefused(error, place === 'options' ? rest[0] : undefined, metadata, members) ?? error;
      });
      if (isTold && isNothing(found)) patterns.forEach(tell);
      return found;
    };
  }
}

/** What a method of {@link METHODS} answers when no row matches. */
function isNothing(found: unknown): boolean {
  if (Array.isArray(found)) return found.length === 0 || (Array.isArray(found[0]) && found[0].length === 0);
  if (typeof found === 'object' && found !== null) return Reflect.get(found, 'affected') === 0;
  return !found;
}

function conditionsIn([first, second]: readonly unknown[], place: Place): unknown {
  if (place === 'options') return (first as { readonly where?: unknown } | undefined)?.where;
  return place === 'third' ? second : first;
}

/**
 * What takes options or conditions takes an object of them; TypeORM answers anything else with any row, or with all.
 * @throws UserError
 */
function checkArgument(method: string, place: Place, given: unknown, { name, primaryColumns }: EntityMetadata): void {
  if (typeof given === 'object' || typeof given === 'function' || !/^(?:find|count|exists)/.test(method)) return;
  const isOne = /^findOne/.test(method);
  if (given === undefined && !isOne) return;
  const key = primaryColumns.length === 1 ? primaryColumns[0].propertyPath : undefined;
  const value = given === undefined ? '1' : shown(given);
  const by = place === 'conditions' ? method : method.replace(/(OrFail)?$/, 'By$1');
  const what = place === 'conditions' ? 'conditions' : 'options';
  throw new UserError(
    given === undefined
      ? `${method}() needs ${what}.`
      : `${method}() takes an object of ${what}: ${shown(given)} is none.`,
    key === undefined ? undefined : `Write ${name}.${by}({ ${key}: ${value} }).`,
  );
}

/** @throws TypeError or UserError naming the property and the value */
function checkWhere(metadata: EntityMetadata, where: unknown, dataSource: DataSource, path = ''): void {
  if (Array.isArray(where)) return where.forEach((each) => checkWhere(metadata, each, dataSource, path));
  // `update(Employee, 'abc', …)`: a bare value stands for the primary key.
  const [key] = metadata.primaryColumns;
  if (typeof where !== 'object' || where === null) {
    if (path === '' && where !== undefined && metadata.primaryColumns.length === 1) checkValue(metadata, key, where);
    return;
  }
  for (const [name, value] of Object.entries(where)) {
    const property = path === '' ? name : `${path}.${name}`;
    const column = metadata.findColumnWithPropertyPath(property);
    const relation = metadata.findRelationWithPropertyPath(property);
    if (isOperator(value)) checkOperator(`${metadata.name}.${property}`, value);
    if (isOperator(value) && column !== undefined) checkOperatorHere(metadata.name, column, value, dataSource);
    if (relation !== undefined) {
      if (isPlain(value)) {
        for (const each of Array.isArray(value) ? (value as unknown[]) : [])
          checkRelation(metadata, relation, each, value as unknown[]);
        checkWhere(relation.inverseEntityMetadata, value, dataSource);
      } else checkRelation(metadata, relation, value);
    } else if (column !== undefined) {
      const compared: unknown = isEqual(value) ? value.value : value;
      if (isPlain(compared)) checkJsonCondition(metadata.name, column, compared, dataSource);
      if (isPlain(value) || types.isRegExp(value)) checkNotCompared(metadata, column, value, dataSource);
      checkValue(metadata, column, value);
    } else if (isPlain(value)) {
      checkAlternatives(metadata, name);
      checkWhere(metadata, value, dataSource, property);
    }
  }
}

/** Names of operators that take a list. */
const LISTS = new Set(['in', 'any']);

/** An operator without its value, or with one value for a list: TypeORM finds nothing then, or fails in its own words. */
function checkOperator(place: string, operator: Operator): void {
  const { type } = operator;
  // An operator around another gives the inner one's value as its own; what it holds itself is underneath.
  const value: unknown = Reflect.get(operator, '_value');
  const name = `${type.charAt(0).toUpperCase()}${type.slice(1)}()`;
  if (isOperator(value)) return checkOperator(place, value);
  if (LISTS.has(type) && !Array.isArray(value))
    throw new UserError(`${name} for ${place} takes a list: ${shown(value)} is none.`);
  if (type === 'isNull' || type === 'raw') return;
  if (value === null && (type === 'not' || type === 'equal'))
    throw new UserError(
      `${name.replace('()', '(null)')} for ${place} matches no row: nothing is equal to NULL, or not equal to it.`,
      `Write ${place.split('.').at(-1)}: ${type === 'not' ? 'Not(IsNull())' : 'IsNull()'}.`,
    );
  if (value === undefined || (Array.isArray(value) && value.includes(undefined)))
    throw new UserError(`${name} for ${place} has an undefined value.`, 'Give it a value, or leave the condition out.');
}

/** A relation that is no column by the same name cannot be compared: TypeORM leaves the condition out. */
function checkRelation(
  { name, columns }: EntityMetadata,
  relation: RelationMetadata,
  value: unknown,
  list?: readonly unknown[],
): void {
  if (
    columns.some(({ propertyPath }) => propertyPath === relation.propertyPath) ||
    (typeof value !== 'number' && typeof value !== 'string')
  )
    return;
  const [key] = relation.inverseEntityMetadata.primaryColumns;
  throw new UserError(
    `${name}.${relation.propertyPath} is a relation: ${shown(value)} cannot be compared with it.`,
    `Write ${relation.propertyName}: { ${key?.propertyPath ?? 'id'}: ${list ? operatorInstead('in', list) : shown(value)} }.`,
  );
}

/** A list or an object where one value is compared: only JSON columns and their like hold such. */
function checkNotCompared(
  { name }: EntityMetadata,
  column: ColumnMetadata,
  value: unknown,
  dataSource: DataSource,
): void {
  if (numberKindOf(column) === undefined && wrongValue(column, value, dataSource) === undefined) return;
  throw new UserError(
    `${name}.${column.propertyPath} cannot be compared with ${shown(value)}.`,
    insteadOf(column, value),
  );
}

function checkValue(metadata: EntityMetadata, column: ColumnMetadata, value: unknown): void {
  const sign = signOf(column, value);
  if (sign !== undefined)
    throw new UserError(
      `${metadata.name}.${column.propertyPath} cannot be compared with ${shown(value)}: that is a text.`,
      `Write ${column.propertyName}: ${sign}.`,
    );
  const kind = numberKindOf(column);
  if (kind === undefined) return;
  for (const each of comparedValues(value)) {
    const isNumber = typeof each === 'string' ? each.trim() !== '' && !Number.isNaN(Number(each)) : !Number.isNaN(each);
    if (isNumber) continue;
    throw new TypeError(`${metadata.name}.${column.propertyPath} is ${kind}, and ${quoted(each)} is none`);
  }
}

/** The strings and numbers that a condition compares its column with. */
function comparedValues(value: unknown): readonly unknown[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  if (!isOperator(value) || !COMPARING.has(value.type)) return [];
  const operands = Array.isArray(value.value) ? (value.value as unknown[]) : [value.value];
  return operands.flatMap(comparedValues);
}

/** What a find operator says of itself. */
interface Operator {
  readonly type: string;
  readonly value: unknown;
}

/** TypeORM marks its objects, so that those of another copy of it are known too. */
function isOperator(value: unknown): value is Operator {
  const mark = (value as { '@instanceof'?: symbol } | null)?.['@instanceof'];
  return mark === Symbol.for('FindOperator') || mark === Symbol.for('EqualOperator');
}

function isEqual(value: unknown): value is Operator {
  return isOperator(value) && value.type === 'equal';
}

function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
  );
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
