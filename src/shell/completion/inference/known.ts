import type { DataSource, EntityMetadata } from 'typeorm';
import type { AnyNode, FunctionNode } from '../../evaluator/walk';
import type { Holder } from '../model/properties';

/** What is known of a value without looking at it. */
export type Known =
  | { readonly kind: 'unknown' }
  /** An entity, or an object embedded in one. */
  | { readonly kind: 'entity'; readonly holder: Holder; readonly live?: object }
  | { readonly kind: 'array'; readonly element: Known; readonly items?: readonly Known[] }
  /** What stands for an entity at the prompt: its class or its schema. */
  | { readonly kind: 'target'; readonly metadata: EntityMetadata; readonly live?: object }
  | { readonly kind: 'repository'; readonly metadata: EntityMetadata }
  | { readonly kind: 'manager'; readonly dataSource: DataSource }
  | { readonly kind: 'data source'; readonly dataSource: DataSource }
  | { readonly kind: 'query runner'; readonly dataSource: DataSource }
  | Builder
  /** `repo` of the prompt. */
  | { readonly kind: 'repo' }
  | { readonly kind: 'promise'; readonly of: Known }
  | { readonly kind: 'primitive'; readonly type: PrimitiveType }
  /** An object of a class of JavaScript's or Node's own. */
  | { readonly kind: 'built-in'; readonly name: string; readonly element?: Known }
  /** A function in the text. */
  | { readonly kind: 'function'; readonly node: FunctionNode }
  /** A class in the text. */
  | { readonly kind: 'class'; readonly node: AnyNode }
  | { readonly kind: 'instance'; readonly node: AnyNode }
  /** A function that nobody sees, of which it is known what it gives. */
  | { readonly kind: 'gives'; readonly known: Known }
  /** An object literal in the text. */
  | { readonly kind: 'literal'; readonly node: AnyNode }
  /** An object with these properties. */
  | { readonly kind: 'object'; readonly properties: ReadonlyMap<string, Known> }
  /** A value in the session that is none of these: only its own data properties are looked at. */
  | { readonly kind: 'live'; readonly value: object };

export type PrimitiveType = 'string' | 'number' | 'boolean' | 'bigint' | 'symbol' | 'null';

export type BuilderType = 'select' | 'update' | 'insert' | 'delete' | 'relation';

/** A query builder. */
export interface Builder {
  readonly kind: 'builder';
  readonly type: BuilderType;
  readonly dataSource: DataSource;
  /** What it selects or changes. */
  readonly main: EntityMetadata | undefined;
  /** What the aliases of the query stand for; `undefined` for a subquery or an unknown table. */
  readonly aliases: ReadonlyMap<string, EntityMetadata | undefined>;
}

export const UNKNOWN: Known = { kind: 'unknown' };

export function primitive(type: PrimitiveType): Known {
  return { kind: 'primitive', type };
}

export function listOf(element: Known): Known {
  return { kind: 'array', element };
}

export function promiseOf(of: Known): Known {
  return of.kind === 'promise' ? of : { kind: 'promise', of };
}

export function entityOf(metadata: EntityMetadata): Known {
  return { kind: 'entity', holder: { metadata } };
}

/** What waiting for a value gives. */
export function waited(known: Known): Known {
  return known.kind === 'promise' ? waited(known.of) : known;
}

/** Whether it says more than nothing. */
export function isKnown(known: Known): boolean {
  return known.kind !== 'unknown' && !(known.kind === 'primitive' && known.type === 'null');
}
