import type { EntityMetadata } from 'typeorm';
import type { Suggestion } from '../suggestion';
import { BOOLEANS, NOTHING_EXPECTED, objectOf, textChoices, type Expected } from './expected';
import {
  columnPaths,
  entityLike,
  orderOf,
  relationPaths,
  relationsOf,
  selectOf,
  whereOf,
  type TreeContext,
} from './trees';

/** What an option takes; several for one that takes several kinds of things. */
type OptionValue =
  | 'boolean'
  | 'number'
  | 'text'
  | 'other'
  | 'columns'
  | 'entity-like'
  | 'order'
  | 'relation paths'
  | 'relations'
  | 'select'
  | 'where'
  | { readonly texts: readonly string[]; readonly before1?: readonly string[]; readonly since1?: readonly string[] }
  | { readonly options: OptionTable };

interface OptionFacts {
  readonly takes: readonly OptionValue[];
  /** Whether only TypeORM 0.3 has it, or only 1.0 and later. */
  readonly only?: 'before 1' | 'since 1';
}

export type OptionTable = Readonly<Record<string, OptionFacts>>;

function takes(...values: readonly OptionValue[]): OptionFacts {
  return { takes: values };
}

/**
 * The options of `findOne`. TypeORM's interfaces are gone at run time, so they are written down, from `find-options/FindOneOptions.d.ts` of
 * 0.3.20 and 1.1.1; a test holds each table of this file against the declarations of both.
 */
export const FIND_ONE_OPTIONS: OptionTable = {
  where: takes('where'),
  select: takes('select'),
  relations: takes('relations'),
  order: takes('order'),
  withDeleted: takes('boolean'),
  cache: takes('boolean', { options: { id: takes('other'), milliseconds: takes('number') } }),
  lock: takes({
    options: {
      mode: takes({
        texts: [
          'optimistic',
          'pessimistic_read',
          'pessimistic_write',
          'dirty_read',
          'for_no_key_update',
          'for_key_share',
        ],
        before1: ['pessimistic_partial_write', 'pessimistic_write_or_fail'],
      }),
      version: takes('other'),
      tables: takes('other'),
      onLocked: takes({ texts: ['nowait', 'skip_locked'] }),
    },
  }),
  loadRelationIds: takes('boolean', {
    options: { relations: takes('relation paths'), disableMixedMap: takes('boolean') },
  }),
  loadEagerRelations: takes('boolean'),
  relationLoadStrategy: takes({ texts: ['join', 'query'] }),
  join: {
    takes: [
      {
        options: {
          alias: takes('text'),
          leftJoinAndSelect: takes('other'),
          innerJoinAndSelect: takes('other'),
          leftJoin: takes('other'),
          innerJoin: takes('other'),
        },
      },
    ],
    only: 'before 1',
  },
  comment: takes('text'),
  transaction: takes('boolean'),
};

/** `find-options/FindManyOptions.d.ts`, beside what it shares with those of `findOne`. */
export const FIND_MANY_ONLY: OptionTable = { take: takes('number'), skip: takes('number') };

export const FIND_MANY_OPTIONS: OptionTable = {
  ...Object.fromEntries(Object.entries(FIND_ONE_OPTIONS).slice(0, 4)),
  ...FIND_MANY_ONLY,
  ...FIND_ONE_OPTIONS,
};

/** `repository/RemoveOptions.d.ts`. */
export const REMOVE_OPTIONS: OptionTable = {
  data: takes('other'),
  listeners: takes('boolean'),
  transaction: takes('boolean'),
  chunk: takes('number'),
};

/** `repository/SaveOptions.d.ts`. */
export const SAVE_OPTIONS: OptionTable = { ...REMOVE_OPTIONS, reload: takes('boolean') };

/** `repository/UpdateOptions.d.ts`. */
export const UPDATE_OPTIONS: OptionTable = { returning: { takes: ['columns'], only: 'since 1' } };

/** `find-options/FindTreeOptions.d.ts`. */
export const TREE_OPTIONS: OptionTable = { relations: takes('relation paths'), depth: takes('number') };

/** The options of `clear`, in `repository/Repository.d.ts`. */
export const CLEAR_OPTIONS: OptionTable = { cascade: { takes: ['boolean'], only: 'since 1' } };

/** `repository/UpsertOptions.d.ts`, with `query-builder/InsertOrUpdateOptions.d.ts`. */
export const UPSERT_OPTIONS: OptionTable = {
  conflictPaths: takes('columns'),
  skipUpdateIfNoValuesChanged: takes('boolean'),
  upsertType: takes({
    texts: ['on-conflict-do-update', 'on-duplicate-key-update', 'primary-key'],
    since1: ['merge-into'],
  }),
  indexPredicate: takes('text'),
  overwriteCondition: { takes: [{ options: { where: takes('text'), parameters: takes('other') } }], only: 'since 1' },
  returning: { takes: ['columns'], only: 'since 1' },
};

/** An object of options, for an entity. */
export function optionsOf(table: OptionTable, metadata: EntityMetadata, context: TreeContext): Expected {
  const there = Object.entries(table).filter(
    ([, { only }]) => only === undefined || (only === 'before 1') === context.isBefore1,
  );
  return objectOf(
    () => there.map(([text, facts]): Suggestion => ({ text, kind: 'option', type: typeText(facts) })),
    (key) =>
      Object.hasOwn(table, key)
        ? table[key].takes.flatMap((value) => valueExpected(value, metadata, context))
        : NOTHING_EXPECTED,
  );
}

function typeText({ takes: values }: OptionFacts): string | undefined {
  const simple = values.filter((value): value is 'boolean' | 'number' => value === 'boolean' || value === 'number');
  if (values.includes('text')) return 'string';
  return simple.length > 0 ? simple.join(' | ') : undefined;
}

function valueExpected(value: OptionValue, metadata: EntityMetadata, context: TreeContext): readonly Expected[] {
  if (typeof value === 'object') {
    if ('options' in value) return [optionsOf(value.options, metadata, context)];
    return [textChoices([...value.texts, ...((context.isBefore1 ? value.before1 : value.since1) ?? [])])];
  }
  switch (value) {
    case 'boolean':
      return [BOOLEANS];
    case 'where':
      return whereOf({ metadata }, context);
    case 'select':
      return selectOf({ metadata }, context);
    case 'relations':
      return relationsOf({ metadata }, context);
    case 'order':
      return orderOf({ metadata }, context);
    case 'entity-like':
      return entityLike({ metadata }, context);
    case 'relation paths':
      return [{ kind: 'list', of: [relationPaths(metadata)] }];
    case 'columns':
      return [{ kind: 'list', of: [columnPaths(metadata.columns)] }, columnPaths(metadata.columns)];
    case 'number':
    case 'text':
    case 'other':
      return NOTHING_EXPECTED;
  }
}
