import type { EntityMetadata } from 'typeorm';
import { errorMessage, errorName } from '../error-head';
import { ownData } from '../own-data';
import type { ErrorContext, Finding } from './description';
import { didYouMean } from '../../near-names';
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

function noMethod(path: string, { model, variables = {} }: ErrorContext): Finding | undefined {
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
  if (owner === undefined) return { title, advice: didYouMean(method, COMMON_METHODS, '') };
  const entity = model?.metadataOf(owner);
  const target = model?.metadataOfTarget(owner);
  const standIn = notStoodInFor(names, method, entity, target);
  if (standIn !== undefined) return { title, advice: standIn };
  if (entity && propertyNames(entity).includes(method)) {
    return { title, advice: `${method} is a property of ${entity.name}: write it without ( ).` };
  }
  const methods = [...methodNames(owner), ...(entity ? ENTITY_METHODS : []), ...(target ? CLASS_METHODS : [])];
  return { title, advice: didYouMean(method, methods, '') };
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

/** A method of what a call gave: what that was is gone, so the names that most values at the prompt have are offered. */
function noMethodOfResult(called: string): Finding {
  const [method = ''] = /[\w$]+$/.exec(called) ?? [];
  const advice = removedApiAdvice(method, called) ?? didYouMean(method, COMMON_METHODS, '');
  return { title: `${called} is not a function.`, advice };
}

function nothingThere(what: string, property: string, { position }: ErrorContext): Finding {
  const title = `Cannot read "${property}" of ${what}.`;
  const before = `What stands before ".${property}" is ${what}:`;
  if (what === 'undefined') return { title, advice: `${before} it has no value, or the name before it is misspelt.` };
  const finder = position && finderBefore(position.text.slice(0, position.column - 1));
  if (finder !== undefined) return { title, advice: `${before} ${finder} gives null when no row matches.` };
  return { title, advice: `${before} there is none. Write "?.${property}" where that may be.` };
}

/** `findOneBy` of a text that ends in `Employee.findOneBy({ id: 99 }).`; `undefined` when it ends in anything else. */
function finderBefore(text: string): string | undefined {
  const call = text.replace(/\??\.\s*$/, '').trimEnd();
  if (!call.endsWith(')')) return undefined;
  let depth = 0;
  for (let at = call.length - 1; at >= 0; at--) {
    if (call[at] === ')') depth++;
    if (call[at] === '(' && --depth === 0) return /\b(findOne|findOneBy)\s*$/.exec(call.slice(0, at))?.[1];
  }
  return undefined;
}

/** What people type who come from other shells. */
const COMMAND_WORDS: ReadonlyMap<string, string> = new Map([
  ['exit', 'To leave: .exit, or Ctrl-D.'],
  ['quit', 'To leave: .exit, or Ctrl-D.'],
  ['help', 'For help: .help.'],
]);

/** Errors of JavaScript itself that come from a misspelt name or a missing row; `undefined` for everything else. */
export function describeJavaScriptError(error: unknown, context: ErrorContext): Finding | undefined {
  const message = errorMessage(error);
  if (errorName(error) === 'ReferenceError') {
    const [, name] = /^(\S+) is not defined$/.exec(message) ?? [];
    if (name === undefined) return undefined;
    const advice =
      COMMAND_WORDS.get(name) ??
      removedApiAdvice(name, '') ??
      didYouMean(name, Object.keys(context.variables ?? {}), '');
    return { title: `${name} is not defined.`, advice };
  }
  // `findOne(5)`, which 0.2 understood. The error is TypeORM's, without a name of its own.
  if (message === 'You must provide selection conditions in order to find a single row.') {
    return { title: message, advice: 'findOne takes options: write findOneBy({ id }) or findOne({ where: { … } }).' };
  }
  if (errorName(error) !== 'TypeError') return undefined;
  const [, what, property] = /^Cannot read properties of (null|undefined) \(reading '([^']+)'\)/.exec(message) ?? [];
  if (what !== undefined && property !== undefined) return nothingThere(what, property, context);
  const [, called] = /^(\S.*) is not a function$/.exec(message) ?? [];
  const [, made] = /^(\S.*) is not a constructor$/.exec(message) ?? [];
  const removed = made === undefined ? undefined : removedApiAdvice(made.replace(/^.*\./, ''), '');
  if (removed !== undefined) return { title: message, advice: removed };
  if (called !== undefined) return /^[\w$.]+$/.test(called) ? noMethod(called, context) : noMethodOfResult(called);
  if (message.startsWith('SQLite3 can only bind')) {
    return {
      title: 'SQLite cannot take one of the values.',
      advice: 'It takes numbers, strings, bigints, Buffers and null: no objects, arrays or booleans in a raw query.',
    };
  }
  return undefined;
}
