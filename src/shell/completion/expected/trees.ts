import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata, EntityNames } from '../../schema/entity-facts';
import { numberKindOf } from '../../relations/column-value';
import { columnType, enumValues } from '../model/column-type';
import { propertiesOf, suggestionOf, type Holder, type Property } from '../model/properties';
import type { Suggestion } from '../suggestion';
import { BOOLEANS, codeChoices, NOTHING_EXPECTED, objectOf, textChoices, type Expected } from './expected';

/** What the trees of properties in find options and the like are made of. */
export interface TreeContext {
  readonly names: EntityNames;
  /** TypeORM's find operators that are in scope. */
  readonly operators: readonly string[];
  readonly isBefore1: boolean;
}

/** Conditions: columns, embedded objects and relations, at any depth; a list of them means any of them. */
export function whereOf(holder: Holder, context: TreeContext): readonly Expected[] {
  const one = objectOf(
    () => suggestionsOf(holder, context, () => true),
    (key) => {
      const property = propertiesOf(holder).get(key);
      switch (property?.kind) {
        case 'column':
          return [...columnValues(property.column), operatorsOf(context)];
        case 'embedded':
          return whereOf(property.holder, context);
        case 'relation':
          return [...whereOf({ metadata: property.target }, context), operatorsOf(context)];
        default:
          return NOTHING_EXPECTED;
      }
    },
  );
  return [one, { kind: 'list', of: [one] }];
}

/** What is selected: `true` for a column, what of it for a relation. */
export function selectOf(holder: Holder, context: TreeContext): readonly Expected[] {
  const tree = objectOf(
    () => suggestionsOf(holder, context, () => true),
    (key) => [...selected(propertiesOf(holder).get(key), context), BOOLEANS],
  );
  if (!context.isBefore1) return [tree];
  const columns = [...propertiesOf(holder).values()].flatMap(({ kind, name }) => (kind === 'column' ? [name] : []));
  return [tree, { kind: 'list', of: [textChoices(columns)] }];
}

function selected(property: Property | undefined, context: TreeContext): readonly Expected[] {
  if (property?.kind === 'embedded') return selectOf(property.holder, context);
  return property?.kind === 'relation' ? selectOf({ metadata: property.target }, context) : NOTHING_EXPECTED;
}

/** Relations to load, at any depth. TypeORM 0.3 takes a list of paths as well. */
export function relationsOf(holder: Holder, context: TreeContext): readonly Expected[] {
  const tree = objectOf(
    () => suggestionsOf(holder, context, leadsOn),
    (key) => {
      const property = propertiesOf(holder).get(key);
      if (property?.kind === 'embedded') return relationsOf(property.holder, context).slice(0, 1);
      if (property?.kind !== 'relation') return NOTHING_EXPECTED;
      return [...relationsOf({ metadata: property.target }, context).slice(0, 1), BOOLEANS];
    },
  );
  return context.isBefore1 ? [tree, { kind: 'list', of: [relationPaths(holder.metadata)] }] : [tree];
}

/** Whether it is a relation, or holds one. */
function leadsOn(property: Property): boolean {
  if (property.kind === 'relation') return true;
  return property.kind === 'embedded' && [...propertiesOf(property.holder).values()].some(leadsOn);
}

/** Paths of relations are not listed deeper than this. */
const DEEPEST = 3;

/** `assignments`, `assignments.project`, … as texts: the direct ones first; no way leads through an entity twice. */
export function relationPaths(metadata: EntityMetadata): Expected {
  const paths: string[] = [];
  const queue: { readonly at: EntityMetadata; readonly path: string; readonly seen: readonly EntityMetadata[] }[] = [
    { at: metadata, path: '', seen: [metadata] },
  ];
  for (let each = queue.shift(); each !== undefined && paths.length < 200; each = queue.shift()) {
    for (const { propertyPath, inverseEntityMetadata: target } of each.at.relations) {
      const path = each.path === '' ? propertyPath : `${each.path}.${propertyPath}`;
      paths.push(path);
      if (each.seen.length < DEEPEST && !each.seen.includes(target))
        queue.push({ at: target, path, seen: [...each.seen, target] });
    }
  }
  return textChoices(paths, 'relation');
}

/** The order of results, by columns at any depth. */
export function orderOf(holder: Holder, context: TreeContext): readonly Expected[] {
  return [
    objectOf(
      () => suggestionsOf(holder, context, () => true),
      (key) => {
        const property = propertiesOf(holder).get(key);
        if (property?.kind === 'embedded') return orderOf(property.holder, context);
        if (property?.kind === 'relation') return orderOf({ metadata: property.target }, context);
        return property?.kind === 'column' ? [DIRECTIONS, DIRECTION_AND_NULLS] : NOTHING_EXPECTED;
      },
    ),
  ];
}

export const DIRECTIONS = textChoices(['ASC', 'DESC']);
const DIRECTION_AND_NULLS = objectOf(
  () => [option('direction', "'ASC' | 'DESC'"), option('nulls', "'FIRST' | 'LAST'")],
  (key) => [key === 'direction' ? DIRECTIONS : textChoices(['FIRST', 'LAST'])],
);

function option(text: string, type: string): Suggestion {
  return { text, kind: 'option', type };
}

/** An object that an entity is made of, or a part of one: `create`, `save`, `insert`, `update`. */
export function entityLike(holder: Holder, context: TreeContext): readonly Expected[] {
  return [
    objectOf(
      () => suggestionsOf(holder, context, ({ kind }) => kind !== 'relation id'),
      (key) => {
        const property = propertiesOf(holder).get(key);
        if (property?.kind === 'column') return columnValues(property.column);
        if (property?.kind === 'embedded') return entityLike(property.holder, context);
        if (property?.kind !== 'relation') return NOTHING_EXPECTED;
        const one = entityLike({ metadata: property.target }, context);
        return property.isList ? [{ kind: 'list', of: one }] : one;
      },
    ),
  ];
}

/** The values that a column may have, where they are few. */
export function columnValues(column: ColumnMetadata): readonly Expected[] {
  const values = enumValues(column);
  const listed = [
    ...values.flatMap((value) => (typeof value === 'string' ? [textChoices([value])] : [])),
    ...values.flatMap((value) =>
      typeof value === 'number' ? [codeChoices([{ text: String(value), kind: 'value' }])] : [],
    ),
  ];
  if (columnType(column).text === 'boolean') listed.push(BOOLEANS);
  return listed;
}

function operatorsOf({ operators }: TreeContext): Expected {
  return codeChoices(operators.filter((name) => !/Brackets$/.test(name)).map((text) => ({ text, kind: 'operator' })));
}

/** The paths of columns that hold numbers, as texts: `budget`, `address.number`. */
export function numericColumns({ columns }: EntityMetadata): Expected {
  return columnPaths(columns.filter((column) => numberKindOf(column) !== undefined));
}

/** The paths of columns as texts. */
export function columnPaths(columns: readonly ColumnMetadata[]): Expected {
  return {
    kind: 'choices',
    choices: columns
      .filter(({ isVirtual, isVirtualProperty }) => !isVirtual && !isVirtualProperty)
      .map((column) => ({
        isText: true,
        suggestion: {
          text: column.propertyPath,
          kind: 'column',
          type: columnType(column).text,
          detail: `column ${column.entityMetadata.tablePath}.${column.databaseName}`,
        },
      })),
  };
}

function suggestionsOf(
  holder: Holder,
  { names }: TreeContext,
  wanted: (property: Property) => boolean,
): readonly Suggestion[] {
  return [...propertiesOf(holder).values()].filter(wanted).map((property) => suggestionOf(property, names));
}
