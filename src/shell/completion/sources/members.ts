import { Buffer } from 'node:buffer';
import { types } from 'node:util';
import type { DataSource, EntityMetadata } from 'typeorm';
import type { Inference } from '../inference/inference';
import type { BuilderType, Known } from '../inference/known';
import { keyOf } from '../inference/members';
import { RANK, ranked, type Candidate, type ReadyCandidate } from '../match';
import { propertiesOf, propertiesOfKinds, suggestionOf, type Holder } from '../model/properties';
import { ENTITY_METHODS } from '../expected/methods';
import { dataSourceOf } from '../../schema/entity-facts';
import { chainOf } from '../plain-data';
import type { Suggestion } from '../suggestion';
import { isInternal, isProtected } from './internals';
import { typeOf } from './type-text';

/** The properties and methods of a value, by what is known of it. */
export function memberCandidates(known: Known, inference: Inference): readonly Candidate[] {
  switch (known.kind) {
    case 'unknown':
    case 'function':
    case 'gives':
    case 'repo':
      return [];
    case 'promise':
      return promiseMembers(known.of, inference);
    case 'entity':
      return entityMembers(known, inference);
    case 'array':
      return prototypeMembers(Array.prototype);
    case 'primitive':
      return primitiveMembers(known.type);
    case 'built-in':
      return builtInMembers(known.name);
    case 'target':
      return targetMembers(known);
    case 'repository':
      return named(repositoryOf(known.metadata));
    case 'manager':
      return ofTypeorm(known.dataSource.manager);
    case 'data source':
      return ofTypeorm(known.dataSource);
    case 'query runner':
      return queryRunnerMembers();
    case 'builder':
      return builderMembers(known.dataSource, known.type);
    case 'literal':
      return literalMembers(known.node, inference);
    case 'object':
      return [...known.properties].map(([text, value]) => property(text, value, inference));
    case 'class':
      return prototypeMembers(Function.prototype);
    case 'instance':
      return classMembers(known.node, inference);
    case 'live':
      return liveMembers(known.value);
  }
}

function promiseMembers(of: Known, inference: Inference): readonly Candidate[] {
  const own = prototypeMembers(Promise.prototype, RANK.inherited);
  return inference.scope.waits ? [...memberCandidates(of, inference), ...own] : own;
}

/** Columns and relations as the model declares them, then what the class adds, then what every entity has at the prompt. */
function entityMembers(
  { holder, live }: Extract<Known, { kind: 'entity' }>,
  inference: Inference,
): readonly Candidate[] {
  const { names } = inference;
  const own = [...propertiesOf(holder).values()].map((each) => suggestionOf(each, names));
  const ofKinds =
    holder.embedded === undefined
      ? propertiesOfKinds(holder.metadata).map(([each, child]): Suggestion => {
          const suggestion = suggestionOf(each, names);
          return { ...suggestion, detail: `of ${names.of(child)}: ${suggestion.detail ?? ''}` };
        })
      : [];
  const prototype = prototypeOf(holder);
  const methods = holder.embedded === undefined ? Object.keys(ENTITY_METHODS) : [];
  return [
    ...ranked(own, RANK.own),
    ...(live === undefined ? [] : ranked(ownNames(live), RANK.own)),
    ...ranked(ofKinds, RANK.own),
    ...(prototype === undefined ? [] : liveMembers(prototype)),
    ...ranked(methodsCalled(methods), RANK.methods),
  ];
}

function prototypeOf({ metadata, embedded }: Holder): object | undefined {
  const target = embedded === undefined ? metadata.target : embedded.type;
  if (typeof target !== 'function' || types.isProxy(target)) return undefined;
  return Object.getOwnPropertyDescriptor(target, 'prototype')?.value as object | undefined;
}

/** The own names of an object's data; what TypeORM keeps of lazy relations is left out. */
function ownNames(object: object): readonly Suggestion[] {
  if (types.isProxy(object)) return [];
  return Object.getOwnPropertyNames(object)
    .filter((name) => isName(name) && !/^__/.test(name))
    .map((text) => ({ text, kind: 'property' }));
}

function targetMembers({ metadata, live }: Extract<Known, { kind: 'target' }>): readonly Candidate[] {
  const statics = live === undefined || typeof live !== 'function' ? [] : liveMembers(live);
  const isOwn = ({ text }: Candidate): boolean => !/^(?:length|name|prototype|arguments|caller)$/.test(text);
  return [
    ...statics.filter((each) => isOwn(each) && each.rank < RANK.everywhere),
    ...named(repositoryOf(metadata)),
    ...statics
      .filter((each) => !isOwn(each) || each.rank === RANK.everywhere)
      .map((each) => ({ ...each, rank: RANK.everywhere })),
  ];
}

/** An object that has the methods of the entity's repository; nothing is asked of it but their names. */
function repositoryOf(metadata: EntityMetadata): object {
  let repository = repositories.get(metadata);
  if (repository === undefined) {
    const { target, treeType } = metadata;
    const { manager } = dataSourceOf(metadata);
    repository = treeType === undefined ? manager.getRepository(target) : manager.getTreeRepository(target);
    repositories.set(metadata, repository);
  }
  return repository;
}

const repositories = new WeakMap<EntityMetadata, object>();
const builders = new WeakMap<DataSource, Map<BuilderType, object>>();

function builderMembers(dataSource: DataSource, type: BuilderType): readonly Candidate[] {
  let ofSource = builders.get(dataSource);
  if (ofSource === undefined) builders.set(dataSource, (ofSource = new Map<BuilderType, object>()));
  let builder = ofSource.get(type);
  if (builder === undefined) ofSource.set(type, (builder = builderOf(dataSource, type)));
  return named(builder).filter(({ text }) => !isInternal(text));
}

/** A builder of a kind, for its methods' names. */
function builderOf(dataSource: DataSource, type: BuilderType): object {
  const builder = dataSource.createQueryBuilder();
  switch (type) {
    case 'select':
      return builder;
    case 'update':
      return builder.update();
    case 'insert':
      return builder.insert();
    case 'delete':
      return builder.delete();
    case 'relation':
      return builder.relation('');
  }
}

const RUNNER_METHODS = (
  'commitTransaction connect createTable dropTable getTable getTables hasColumn hasTable manager query release ' +
  'rollbackTransaction startTransaction stream'
).split(' ');

/** Those that people call; making a query runner to see its names would take a connection. */
function queryRunnerMembers(): readonly Candidate[] {
  return ranked(methodsCalled(RUNNER_METHODS), RANK.methods);
}

function primitiveMembers(type: string): readonly Candidate[] {
  switch (type) {
    case 'string':
      return prototypeMembers(String.prototype).filter(({ text }) => !OLD_TEXT_METHODS.has(text));
    case 'number':
      return prototypeMembers(Number.prototype);
    case 'boolean':
      return prototypeMembers(Boolean.prototype);
    case 'bigint':
      return prototypeMembers(BigInt.prototype);
    case 'symbol':
      return prototypeMembers(Symbol.prototype);
    default:
      return [];
  }
}

/** Methods of texts that make HTML, and names of others that were there before: Annex B of ECMAScript. */
const OLD_TEXT_METHODS: ReadonlySet<string> = new Set(
  'anchor big blink bold fixed fontcolor fontsize italics link small strike sub sup substr trimLeft trimRight'.split(
    ' ',
  ),
);

function builtInMembers(name: string): readonly Candidate[] {
  const built: unknown = name === 'Buffer' ? Buffer : Object.getOwnPropertyDescriptor(globalThis, name)?.value;
  const isClass = typeof built === 'function' && !types.isProxy(built);
  const prototype: unknown = isClass ? Object.getOwnPropertyDescriptor(built, 'prototype')?.value : undefined;
  return typeof prototype === 'object' && prototype !== null ? prototypeMembers(prototype) : [];
}

function literalMembers(node: Extract<Known, { kind: 'literal' }>['node'], inference: Inference): readonly Candidate[] {
  if (node.type !== 'ObjectExpression') return [];
  return node.properties.flatMap((each) => {
    if (each.type === 'SpreadElement') return memberCandidates(inference.used(each.argument), inference);
    const text = keyOf(each);
    return text === undefined || !isName(text) ? [] : [property(text, inference.of(each.value), inference)];
  });
}

function classMembers(node: Extract<Known, { kind: 'instance' }>['node'], inference: Inference): readonly Candidate[] {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return [];
  const own = node.body.body.flatMap((each) => {
    if (each.type === 'StaticBlock' || each.static) return [];
    const text = keyOf(each);
    if (text === undefined || text === 'constructor') return [];
    return [
      property(text, each.type === 'PropertyDefinition' ? inference.of(each.value) : { kind: 'unknown' }, inference),
    ];
  });
  const parent = node.superClass ? inference.used(node.superClass) : undefined;
  if (parent?.kind === 'class') return [...own, ...classMembers(parent.node, inference)];
  if (parent?.kind !== 'target') return own;
  return [...own, ...entityMembers({ kind: 'entity', holder: { metadata: parent.metadata } }, inference)];
}

function property(text: string, known: Known, inference: Inference): Candidate {
  const type = typeOf(known, inference);
  const kind = known.kind === 'function' ? 'method' : 'property';
  return { text, suggestion: { text, kind, ...(type === undefined ? {} : { type }) }, rank: RANK.own };
}

function methodsCalled(names: readonly string[]): readonly Suggestion[] {
  return names.map((text) => ({ text, kind: 'method' }));
}

/** The methods that an object of TypeORM's has from its classes. */
function named(object: object): readonly ReadyCandidate[] {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (typeof prototype !== 'object' || prototype === null) return [];
  return prototypeMembers(prototype).filter(({ suggestion }) => suggestion.kind === 'method');
}

/** An object of TypeORM's: what it can do first. */
function ofTypeorm(object: object): readonly Candidate[] {
  const rest = liveMembers(object).map((each) => ({ ...each, rank: Math.max(each.rank, RANK.inherited) }));
  return [...named(object), ...rest].filter(({ text }) => !isProtected(text));
}

function prototypeMembers(prototype: object, rank: number = RANK.methods): readonly ReadyCandidate[] {
  return [...liveMembers(prototype)]
    .sort((one, other) => (one.text < other.text ? -1 : 1))
    .map((each) => ({ ...each, rank: Math.max(each.rank, rank) }));
}

/**
 * The names of an object and of all that it inherits from, what every object has last. Own descriptors are looked at, and nothing runs.
 * Own data first as it was made, then class by class.
 */
export function liveMembers(object: object): readonly ReadyCandidate[] {
  const found: ReadyCandidate[] = [];
  let depth = 0;
  for (const each of chainOf(object)) {
    const rank = rankOf(each, depth);
    const inClass: ReadyCandidate[] = [];
    for (const [text, descriptor] of ownDescriptors(each)) {
      if (!isName(text) || text === 'constructor' || (depth > 0 && text.startsWith('__'))) continue;
      const kind = typeof descriptor.value === 'function' ? 'method' : 'property';
      // What begins so is nobody's business.
      inClass.push({ text, suggestion: { text, kind }, rank: text.startsWith('_') ? RANK.everywhere : rank });
    }
    if (depth > 0) inClass.sort((one, other) => (one.text < other.text ? -1 : 1));
    found.push(...inClass);
    depth++;
  }
  return found;
}

/** A module's own names are asked of no descriptor: one that is not there yet throws. */
function ownDescriptors(object: object): readonly (readonly [string, PropertyDescriptor])[] {
  if (types.isModuleNamespaceObject(object)) return Object.getOwnPropertyNames(object).map((name) => [name, {}]);
  return Object.entries(Object.getOwnPropertyDescriptors(object));
}

function rankOf(object: object, depth: number): number {
  if (object === Object.prototype || object === Function.prototype) return RANK.everywhere;
  return depth === 0 ? RANK.own : depth === 1 ? RANK.methods : RANK.inherited;
}

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** Whether it can stand behind a dot. */
function isName(name: string): boolean {
  return NAME.test(name);
}
