import type { EntityMetadata } from 'typeorm';
import type { AnyNode } from '../../evaluator/walk';
import { ENTITY_METHODS, REPOSITORY_METHODS, type MethodFacts } from '../expected/methods';
import { dataSourceOf } from '../../schema/entity-facts';
import { arrayMethodResult, pair } from './array-methods';
import { builderMethodResult, newBuilder } from './builders';
import type { Inference } from './inference';
import { entityOf, isKnown, listOf, primitive, promiseOf, UNKNOWN, waited, type Known } from './known';
import { elementOf, memberOf, textOf } from './members';

type Call = Extract<AnyNode, { type: 'CallExpression' }>;

/** A call of a method: `employees.map(…)`. */
export interface MethodCall {
  readonly object: Known;
  readonly method: string;
  readonly given: readonly AnyNode[];
}

/** What a call calls a method on; `undefined` for a call of anything else. A promise is waited for, but where its own method is meant. */
export function methodCalled({ callee, arguments: given }: Call, inference: Inference): MethodCall | undefined {
  if (callee.type !== 'MemberExpression') return undefined;
  const method = callee.computed
    ? textOf(callee.property)
    : callee.property.type === 'Identifier'
      ? callee.property.name
      : undefined;
  if (method === undefined) return undefined;
  const object = inference.of(callee.object);
  const isPromises = object.kind === 'promise' && /^(?:then|catch|finally)$/.test(method);
  return { object: isPromises || !inference.scope.waits ? object : waited(object), method, given };
}

/** What a call gives. */
export function callResult(node: Call, inference: Inference): Known {
  const called = methodCalled(node, inference);
  if (called !== undefined) return methodResult(called, node, inference);
  const callee = inference.of(node.callee);
  if (callee.kind === 'repo') return repositoryOf(inference.entityMeant(node.arguments[0]));
  if (node.callee.type === 'Identifier' && !isKnown(callee)) {
    if (node.callee.name === 'String') return primitive('string');
    if (node.callee.name === 'Number') return primitive('number');
  }
  return inference.resultOf(callee);
}

function methodResult({ object, method, given }: MethodCall, node: Call, inference: Inference): Known {
  switch (object.kind) {
    case 'promise':
      return promiseResult(object, method, given, inference);
    case 'array':
      return arrayMethodResult(method, object, given, inference);
    case 'target':
    case 'repository': {
      const facts = REPOSITORY_METHODS[method];
      return facts === undefined
        ? otherMethod(object, method, inference)
        : result(facts, object.metadata, given, inference);
    }
    case 'entity': {
      const facts = ENTITY_METHODS[method];
      return facts === undefined ? UNKNOWN : result(facts, object.holder.metadata, given, inference);
    }
    case 'data source':
    case 'manager':
    case 'query runner':
      return managerResult(object, method, given, inference);
    case 'builder':
      return builderMethodResult(object, method, given, inference);
    case 'primitive':
      return object.type === 'string' ? stringMethod(method) : UNKNOWN;
    case 'built-in':
      return builtInMethod(object, method);
    default:
      return staticMethod(node, given, inference) ?? otherMethod(object, method, inference);
  }
}

/** A function in the text, or one that is known to stand for something. */
function otherMethod(object: Known, method: string, inference: Inference): Known {
  const member = memberOf(object, method, inference);
  return member.kind === 'repo' ? UNKNOWN : inference.resultOf(member);
}

/** What a method of a repository gives. */
function result(facts: MethodFacts, metadata: EntityMetadata, given: readonly AnyNode[], inference: Inference): Known {
  const one = entityOf(metadata);
  switch (facts.gives) {
    case 'entities':
      return promiseOf(listOf(one));
    case 'entities and count':
      return promiseOf(pair(listOf(one), primitive('number')));
    case 'entity':
      return promiseOf(one);
    case 'made entity':
      return one;
    case 'new':
      return isList(given[0], inference) ? listOf(one) : one;
    case 'saved':
      return promiseOf(isList(given[0], inference) ? listOf(one) : one);
    case 'number':
      return promiseOf(primitive('number'));
    case 'boolean':
      return promiseOf(primitive('boolean'));
    case 'builder':
      return newBuilder(dataSourceOf(metadata), metadata, textOf(given[0]));
    case 'repository':
      return repositoryOf(metadata);
    case 'rows':
      return promiseOf(listOf(UNKNOWN));
    case 'write result':
      return promiseOf(UNKNOWN);
    case 'nothing':
    case 'other':
      return UNKNOWN;
  }
}

function isList(node: AnyNode | undefined, inference: Inference): boolean {
  return inference.used(node).kind === 'array';
}

function managerResult(
  object: Extract<Known, { kind: 'data source' | 'manager' | 'query runner' }>,
  method: string,
  given: readonly AnyNode[],
  inference: Inference,
): Known {
  const { dataSource } = object;
  switch (method) {
    case 'getRepository':
    case 'getTreeRepository':
      return repositoryOf(inference.entityMeant(given[0]));
    case 'createQueryRunner':
      return { kind: 'query runner', dataSource };
    case 'createEntityManager':
      return { kind: 'manager', dataSource };
    case 'createQueryBuilder':
      return newBuilder(dataSource, inference.entityMeant(given[0]), textOf(given[1]));
    case 'query':
      return promiseOf(listOf(UNKNOWN));
    case 'transaction':
      return promiseOf(waited(inference.resultOf(inference.of(given.at(-1)))));
    case 'initialize':
      return promiseOf(object);
  }
  const facts = REPOSITORY_METHODS[method];
  if (object.kind !== 'manager' || facts === undefined) return UNKNOWN;
  const metadata = inference.entityMeant(given[0]);
  if (metadata !== undefined) return result(facts, metadata, given.slice(1), inference);
  // `manager.save(entity)`
  return facts.gives === 'saved' ? promiseOf(inference.used(given[0])) : UNKNOWN;
}

function repositoryOf(metadata: EntityMetadata | undefined): Known {
  return metadata === undefined ? UNKNOWN : { kind: 'repository', metadata };
}

function promiseResult(
  promise: Extract<Known, { kind: 'promise' }>,
  method: string,
  given: readonly AnyNode[],
  inference: Inference,
): Known {
  if (method === 'then' && given.length > 0) return promiseOf(inference.resultOf(inference.of(given[0])));
  return method === 'catch' || method === 'finally' ? promise : UNKNOWN;
}

const TEXT_METHODS =
  /^(?:to\w*Case|trim\w*|slice|substr\w*|replace\w*|pad\w*|repeat|charAt|at|concat|normalize|toString|toLocale\w+)$/;

function stringMethod(method: string): Known {
  if (TEXT_METHODS.test(method)) return primitive('string');
  if (method === 'split' || method === 'match') return listOf(primitive('string'));
  if (/^(?:includes|startsWith|endsWith)$/.test(method)) return primitive('boolean');
  return /ndexOf|charCodeAt|codePointAt|search|localeCompare/.test(method) ? primitive('number') : UNKNOWN;
}

function builtInMethod({ name, element = UNKNOWN }: Extract<Known, { kind: 'built-in' }>, method: string): Known {
  if (name === 'Date') return /^get|valueOf/.test(method) ? primitive('number') : primitive('string');
  if (name === 'Map' && method === 'get') return element.kind === 'array' ? (element.items?.[1] ?? UNKNOWN) : UNKNOWN;
  if (/^(?:values|keys|entries)$/.test(method)) return listOf(element);
  return method === 'has' ? primitive('boolean') : UNKNOWN;
}

/** `Object.keys`, `Promise.all` and the like; `undefined` for any other. */
function staticMethod({ callee }: Call, given: readonly AnyNode[], inference: Inference): Known | undefined {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return undefined;
  if (callee.property.type !== 'Identifier') return undefined;
  const first = inference.used(given[0]);
  switch (`${callee.object.name}.${callee.property.name}`) {
    case 'Object.keys':
      return listOf(primitive('string'));
    case 'Object.values':
      return listOf(elementOf(first, undefined, inference));
    case 'Object.entries':
      return listOf(pair(primitive('string'), elementOf(first, undefined, inference)));
    case 'Object.assign':
    case 'Object.freeze':
    case 'structuredClone':
      return first;
    case 'Object.groupBy':
      return { kind: 'object', properties: new Map() };
    case 'Array.from': {
      const made = given[1] === undefined ? UNKNOWN : inference.resultOf(inference.of(given[1]));
      return listOf(isKnown(made) ? waited(made) : elementOf(first, undefined, inference));
    }
    case 'Array.of':
      return listOf(first);
    case 'Promise.resolve':
      return promiseOf(first);
    case 'Promise.all':
      return promiseOf(first.kind === 'array' ? first : UNKNOWN);
    case 'Promise.race':
    case 'Promise.any':
      return promiseOf(elementOf(first, undefined, inference));
    case 'JSON.stringify':
      return primitive('string');
    case 'Date.now':
    case 'Date.parse':
      return primitive('number');
  }
  return callee.object.name === 'Math' ? primitive('number') : undefined;
}
