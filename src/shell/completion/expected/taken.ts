import type { EntityMetadata } from 'typeorm';
import type { Inference } from '../inference/inference';
import { isBefore1 } from '../model/version';
import { codeChoices, NOTHING_EXPECTED, type Expected } from './expected';
import type { Taken } from './methods';
import {
  CLEAR_OPTIONS,
  FIND_MANY_OPTIONS,
  FIND_ONE_OPTIONS,
  optionsOf,
  REMOVE_OPTIONS,
  SAVE_OPTIONS,
  TREE_OPTIONS,
  UPDATE_OPTIONS,
  UPSERT_OPTIONS,
} from './options';
import { columnPaths, entityLike, numericColumns, whereOf, type TreeContext } from './trees';

/** What trees of properties need to know of the session. */
export function treeContext({ scope, names }: Inference): TreeContext {
  return { names, operators: scope.operators, isBefore1: isBefore1(scope.model.dataSource) };
}

/** The entities by their names at the prompt. */
export function entityChoices({ scope }: Inference): Expected {
  return codeChoices(scope.entities.map((text) => ({ text, kind: 'entity' })));
}

/** What an argument may be, by what a method takes. */
export function taken(
  list: readonly Taken[] | undefined,
  index: number,
  metadata: EntityMetadata,
  inference: Inference,
): readonly Expected[] {
  const context = treeContext(inference);
  switch (list?.[index]) {
    case undefined:
    case 'id':
    case 'other':
    case 'sql':
    case 'entity':
      return NOTHING_EXPECTED;
    case 'alias':
      return [aliasChoices(metadata, inference)];
    case 'find many':
      return [optionsOf(FIND_MANY_OPTIONS, metadata, context)];
    case 'find one':
      return [optionsOf(FIND_ONE_OPTIONS, metadata, context)];
    case 'where':
      return whereOf({ metadata }, context);
    case 'entity-like':
      return entityLike({ metadata }, context);
    case 'entity-likes': {
      const one = entityLike({ metadata }, context);
      return [...one, { kind: 'list', of: one }];
    }
    case 'numeric column':
      return [numericColumns(metadata)];
    case 'column path':
      return [columnPaths(metadata.columns)];
    case 'conflict paths':
      return [{ kind: 'list', of: [columnPaths(metadata.columns)] }, optionsOf(UPSERT_OPTIONS, metadata, context)];
    case 'options:save':
      return [optionsOf(SAVE_OPTIONS, metadata, context)];
    case 'options:remove':
      return [optionsOf(REMOVE_OPTIONS, metadata, context)];
    case 'options:update':
      return [optionsOf(UPDATE_OPTIONS, metadata, context)];
    case 'options:tree':
      return [optionsOf(TREE_OPTIONS, metadata, context)];
    case 'options:clear':
      return [optionsOf(CLEAR_OPTIONS, metadata, context)];
  }
}

function aliasChoices(metadata: EntityMetadata, { names }: Inference): Expected {
  const choices = aliasesFor(metadata).map((text) => ({
    suggestion: { text, kind: 'alias', type: names.of(metadata) } as const,
    isText: true,
  }));
  return { kind: 'choices', choices };
}

/** What somebody would call an entity in a query: `employee`, `e`; of several words their initials. */
export function aliasesFor({ name }: EntityMetadata): readonly string[] {
  const initials = (name.match(/\p{Lu}/gu) ?? [name.charAt(0)]).join('').toLowerCase();
  return [...new Set([name.charAt(0).toLowerCase() + name.slice(1), initials])];
}
