import type { DataSource, EntityMetadata } from 'typeorm';
import { didYouMean } from '../../near-names';
import { entityMethodInstead, listMethodInstead, methodInstead } from '../../other-orms';
import { ownData } from '../own-data';
import type { ErrorContext, Finding } from './description';
import { propertyNames } from './model-names';
import { removedApiAdvice } from './removed-apis';

/** What the shell adds to every entity class and to every entity, beside what the class itself has. */
const CLASS_METHODS = [
  'find',
  'findBy',
  'findAndCount',
  'findAndCountBy',
  'findOne',
  'findOneBy',
  'findOneOrFail',
  'findOneByOrFail',
  'count',
  'countBy',
  'exists',
  'existsBy',
  'create',
  'save',
  'insert',
  'update',
  'upsert',
  'delete',
  'remove',
  'softRemove',
  'softDelete',
  'restore',
  'recover',
  'clear',
  'createQueryBuilder',
  'increment',
  'decrement',
  'sum',
  'average',
  'minimum',
  'maximum',
  'preload',
  'merge',
  'query',
];
const ENTITY_METHODS = ['save', 'remove', 'softRemove', 'recover', 'reload', 'hasId'];
const COMMON_METHODS = [...ENTITY_METHODS, ...Object.getOwnPropertyNames(Array.prototype)];

/** A value by the path written at the prompt (`employee1.meetings`), without running a getter; `undefined` where that is needed. */
function valueAt(path: readonly string[], variables: Readonly<Record<string, unknown>>): unknown {
  let value: unknown = variables;
  for (const name of path) {
    value = ownData(value, name) ?? ownData(prototypeOf(value), name);
    if (value === undefined) return undefined;
  }
  return value;
}

function prototypeOf(value: unknown): unknown {
  try {
    return value === undefined || value === null ? undefined : Object.getPrototypeOf(value);
  } catch {
    return undefined;
  }
}

/** Names of the methods that a value has, itself or by its classes. */
function methodNames(value: unknown): string[] {
  const names = new Set<string>();
  for (
    let holder: unknown = Object(value);
    holder && holder !== Object.prototype && holder !== Function.prototype;
    holder = prototypeOf(holder)
  ) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (name !== 'constructor' && typeof ownData(holder, name) === 'function') names.add(name);
    }
  }
  return [...names];
}

/** What is not a function, by the path that was written: `employee1.svae`. */
export function noMethod(path: string, { model, variables = {} }: ErrorContext): Finding | undefined {
  const names = path.split('.');
  const method = names.pop() ?? '';
  const title = `${path} is not a function.`;
  const removed = removedApiAdvice(method, names.join('.'));
  if (removed !== undefined) return { title, advice: removed };
  if (names.length === 0)
    return {
      title,
      advice: variables[method] === undefined ? undefined : `${method} holds a value: write it without ( ).`,
    };
  const owner = valueAt(names, variables);
  const written = names.join('.');
  if (owner === undefined) return { title, advice: didYouMean(method, COMMON_METHODS, '') };
  const entity = model?.metadataOf(owner);
  const target = model?.metadataOfTarget(owner);
  const standIn = notStoodInFor(names, method, entity, target);
  if (standIn !== undefined) return { title, advice: standIn };
  if (entity && propertyNames(entity).includes(method)) {
    return { title, advice: `${method} is a property of ${entity.name}: write it without ( ).` };
  }
  const instead = elsewhere(method, written, owner, entity, target, model?.dataSource);
  if (instead !== undefined) return { title, advice: `Write ${instead}.` };
  const methods = [...methodNames(owner), ...(entity ? ENTITY_METHODS : []), ...(target ? CLASS_METHODS : [])];
  return { title, advice: didYouMean(method, methods, '') };
}

/** What is written here for a method of another object mapper, or of another object. */
function elsewhere(
  method: string,
  written: string,
  owner: unknown,
  entity: EntityMetadata | undefined,
  target: EntityMetadata | undefined,
  dataSource: DataSource | undefined,
): string | undefined {
  if (target !== undefined) return methodInstead(method, written, target);
  if (entity !== undefined) return entityMethodInstead(method, written);
  if (Array.isArray(owner)) {
    const first: unknown = owner[0];
    return listMethodInstead(
      method,
      written,
      dataSource?.entityMetadatas.find(({ target }) => isOf(first, target)),
    );
  }
  return owner === dataSource && owner !== undefined && CLASS_METHODS.includes(method)
    ? `${written}.manager.${method}(…)`
    : undefined;
}

function isOf(value: unknown, target: unknown): boolean {
  return typeof target === 'function' && value instanceof target;
}

/** The shell lends entities and their classes methods of the repository; not where a line's code runs as it is. */
function notStoodInFor(
  path: readonly string[],
  method: string,
  entity: EntityMetadata | undefined,
  target: EntityMetadata | undefined,
): string | undefined {
  const written = path.join('.');
  const instead =
    target !== undefined && CLASS_METHODS.includes(method)
      ? `repo(${written}).${method}(…)`
      : entity !== undefined && method !== 'reload' && ENTITY_METHODS.includes(method)
        ? `repo(${entity.name}).${method}(${written})`
        : undefined;
  return instead && `In constructors, class fields and generators write ${instead}, and wait for its promise.`;
}

/** Of the builders that `createQueryBuilder()` gives. */
const BUILDER_METHODS = [
  ...['getMany', 'getOne', 'getOneOrFail', 'getRawMany', 'getRawOne', 'getManyAndCount', 'getCount', 'getExists'],
  ...['execute', 'getSql', 'getQuery', 'where', 'andWhere', 'orWhere', 'select', 'addSelect', 'distinct', 'from'],
  ...['leftJoin', 'innerJoin', 'leftJoinAndSelect', 'innerJoinAndSelect', 'groupBy', 'having', 'orderBy', 'addOrderBy'],
  ...['take', 'skip', 'limit', 'offset', 'setParameters', 'update', 'delete', 'insert', 'set', 'values', 'into'],
];
/** What others call the end of a builder. */
const ENDS: ReadonlySet<string> = new Set([
  'get',
  'all',
  'find',
  'fetch',
  'fetchAll',
  'list',
  'toArray',
  'exec',
  'first',
]);

/** A method of what a call gave: what that was is gone, so the names that most values at the prompt have are offered. */
export function noMethodOfResult(called: string, { model, position }: ErrorContext): Finding {
  const [method = ''] = /[\w$]+$/.exec(called) ?? [];
  const title = `${called} is not a function.`;
  const removed = removedApiAdvice(method, called);
  if (removed !== undefined) return { title, advice: removed };
  if (/createQueryBuilder\(/.test(called)) {
    if (ENDS.has(method))
      return { title, advice: 'A query builder ends with getMany(), getOne(), getRawMany() or getCount().' };
    return { title, advice: didYouMean(method, BUILDER_METHODS, '') };
  }
  // `repo(...)` in the engine's words; the text says of which entity.
  const [whole, name] =
    new RegExp(`\\b(?:repo|getRepository)\\(\\s*['"]?(\\w+)['"]?\\s*\\)(?=\\.${method}\\b)`).exec(
      position?.text ?? '',
    ) ?? [];
  const metadata = model?.dataSource.entityMetadatas.find((each) => each.name === name);
  const instead = whole === undefined ? undefined : methodInstead(method, whole, metadata);
  const names = whole === undefined ? COMMON_METHODS : [...CLASS_METHODS, ...COMMON_METHODS];
  return { title, advice: instead === undefined ? didYouMean(method, names, '') : `Write ${instead}.` };
}
