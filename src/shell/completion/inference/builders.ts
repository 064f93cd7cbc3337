import type { DataSource, EntityMetadata } from 'typeorm';
import type { AnyNode } from '../../evaluator/walk';
import { propertiesOf } from '../model/properties';
import type { Inference } from './inference';
import { entityOf, listOf, primitive, promiseOf, UNKNOWN, type Builder, type BuilderType, type Known } from './known';
import { textOf } from './members';

/** A builder that begins. @param alias what its main entity is called in it. */
export function newBuilder(
  dataSource: DataSource,
  main: EntityMetadata | undefined,
  alias: string | undefined,
): Builder {
  const aliases = new Map<string, EntityMetadata | undefined>();
  if (main !== undefined) aliases.set(alias ?? main.name, main);
  return { kind: 'builder', type: 'select', dataSource, main, aliases };
}

/** `leftJoinAndSelect` and so on: how many arguments stand before what is joined. */
export function joinedAt(method: string): number | undefined {
  if (!/^(?:left|inner)Join/.test(method)) return undefined;
  return method.includes('Map') ? 1 : 0;
}

const TYPES: Readonly<Record<string, BuilderType>> = {
  select: 'select',
  update: 'update',
  insert: 'insert',
  delete: 'delete',
  softDelete: 'delete',
  restore: 'delete',
  relation: 'relation',
};

/** What a method of a query builder gives; for most of them the builder. */
export function builderMethodResult(
  builder: Builder,
  method: string,
  given: readonly AnyNode[],
  inference: Inference,
): Known {
  const { main } = builder;
  const one = main === undefined ? UNKNOWN : entityOf(main);
  switch (method) {
    case 'getOne':
    case 'getOneOrFail':
      return promiseOf(one);
    case 'getMany':
      return promiseOf(listOf(one));
    case 'getManyAndCount':
      return promiseOf({ kind: 'array', element: listOf(one), items: [listOf(one), primitive('number')] });
    case 'getRawMany':
      return promiseOf(listOf(UNKNOWN));
    case 'getRawAndEntities':
      return promiseOf({
        kind: 'object',
        properties: new Map<string, Known>([
          ['entities', listOf(one)],
          ['raw', listOf(UNKNOWN)],
        ]),
      });
    case 'getRawOne':
    case 'execute':
    case 'stream':
      return promiseOf(UNKNOWN);
    case 'getCount':
      return promiseOf(primitive('number'));
    case 'getExists':
      return promiseOf(primitive('boolean'));
    case 'loadMany':
    case 'loadOne':
      return promiseOf(relationLoaded(builder, method === 'loadMany'));
    case 'getQuery':
    case 'getSql':
    case 'escape':
      return primitive('string');
    case 'hasParameter':
      return primitive('boolean');
    case 'subQuery':
      return { ...builder, type: 'select', main: undefined };
    case 'from':
    case 'addFrom':
    case 'into':
      return withMain(builder, given, inference);
    case 'relation':
      return relationBuilder(builder, given, inference);
    case 'update':
      return { ...withMain(builder, given, inference), type: 'update' };
  }
  const at = joinedAt(method);
  if (at !== undefined) return joined(builder, given.slice(at), inference);
  return { ...builder, type: TYPES[method] ?? builder.type };
}

/** The parameters of a function that a builder's method is given: another builder that sees the aliases of this one. */
export function builderCallbackParameters(builder: Builder): readonly Known[] {
  return [{ ...builder, type: 'select' }];
}

function withMain(builder: Builder, [entity, name]: readonly AnyNode[], inference: Inference): Builder {
  if (entity === undefined || entity.type === 'ObjectExpression') return builder;
  const main = inference.entityMeant(entity);
  if (main === undefined) return builder;
  return { ...builder, main, aliases: new Map([...builder.aliases, [textOf(name) ?? main.name, main]]) };
}

function joined(builder: Builder, [what, name]: readonly AnyNode[], inference: Inference): Builder {
  const alias = textOf(name);
  if (alias === undefined) return builder;
  const path = textOf(what);
  const target = (path === undefined ? undefined : alongPath(builder, path)) ?? inference.entityMeant(what);
  return { ...builder, aliases: new Map([...builder.aliases, [alias, target]]) };
}

/** Where `e.meetings`, or `e.address.town`, leads. */
function alongPath({ aliases }: Builder, path: string): EntityMetadata | undefined {
  const [alias = '', ...names] = path.split('.');
  return aliases.get(alias)?.findRelationWithPropertyPath(names.join('.'))?.inverseEntityMetadata;
}

function relationBuilder(builder: Builder, [first, second]: readonly AnyNode[], inference: Inference): Builder {
  const main = second === undefined ? builder.main : inference.entityMeant(first);
  const path = textOf(second ?? first);
  const property = main === undefined || path === undefined ? undefined : propertiesOf({ metadata: main }).get(path);
  const aliases = new Map(property?.kind === 'relation' ? [[path ?? '', property.target] as const] : []);
  return { ...builder, type: 'relation', main, aliases };
}

function relationLoaded({ aliases }: Builder, isList: boolean): Known {
  const [target] = aliases.values();
  if (target === undefined) return UNKNOWN;
  return isList ? listOf(entityOf(target)) : entityOf(target);
}
