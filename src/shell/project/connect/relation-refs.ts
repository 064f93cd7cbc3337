import type { EntitySchema, EntitySchemaOptions } from 'typeorm';
import { isClass } from '../duck-types';

/** A relation as it is declared, before TypeORM has made metadata of it. */
export interface RelationRef {
  /** `Post.author`. */
  readonly name: string;
  readonly entity: string;
  readonly property: string;
  /** The class or the name that it leads to; `undefined` when that cannot be known. */
  target(): unknown;
  /** Takes the declaration away. */
  drop(): void;
  restore(): void;
}

/** What is read of TypeORM's storage of decorators. */
export interface DecoratorStorage {
  relations: RelationArgs[];
}
interface RelationArgs {
  readonly target: Function | string;
  readonly propertyName: string;
  readonly type: unknown;
}

/** The relations that these entities declare, with decorators or in a schema. */
export function relationRefs(entities: readonly unknown[], storage: DecoratorStorage): readonly RelationRef[] {
  const classes = new Set<unknown>(
    entities.flatMap((entity) => (typeof entity === 'function' ? ancestors(entity) : [])),
  );
  const decorated = storage.relations
    .filter(({ target }) => classes.has(target))
    .map((args): RelationRef => {
      const entity = nameOf(args.target);
      return {
        name: `${entity}.${args.propertyName}`,
        entity,
        property: args.propertyName,
        target: () => called(args.type),
        drop: () => (storage.relations = storage.relations.filter((each) => each !== args)),
        restore: () => (storage.relations = [...storage.relations, args]),
      };
    });
  return [...decorated, ...entities.filter(isSchema).flatMap(schemaRefs)];
}

/** The name of an entity as it is in messages. */
export function nameOf(entity: unknown): string {
  if (typeof entity === 'function') return entity.name;
  return isSchema(entity) ? entity.options.name : String(entity);
}

export function isSchema(entity: unknown): entity is EntitySchema {
  return typeof entity === 'object' && entity !== null && 'options' in entity;
}

function schemaRefs({ options }: EntitySchema): readonly RelationRef[] {
  const mutable = options as {
    -readonly [key in keyof EntitySchemaOptions<unknown>]: EntitySchemaOptions<unknown>[key];
  };
  return Object.entries((options.relations ?? {}) as Readonly<Record<string, { target: unknown }>>).map(
    ([property, relation]) => ({
      name: `${options.name}.${property}`,
      entity: options.name,
      property,
      target: () => called(relation.target),
      drop: () => {
        mutable.relations = Object.fromEntries(
          Object.entries(options.relations ?? {}).filter(([name]) => name !== property),
        );
      },
      restore: () => {
        mutable.relations = { ...options.relations, [property]: relation };
      },
    }),
  );
}

/** A relation names its target with a function, so that files may import each other. */
function called(type: unknown): unknown {
  if (typeof type !== 'function' || isClass(type)) return type;
  try {
    return (type as () => unknown)();
  } catch {
    return undefined;
  }
}

function ancestors(entity: Function): readonly Function[] {
  const all: Function[] = [];
  for (let each: unknown = entity; typeof each === 'function' && each.name !== ''; each = Object.getPrototypeOf(each))
    all.push(each);
  return all;
}
