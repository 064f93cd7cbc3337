import type { EntityMetadata } from 'typeorm';
import { columnText, countText } from '../output/column-text';
import { keyValues } from '../output/entity-data';
import type { Theme } from '../output/theme';
import { visible } from '../output/visible';
import { MASK, type Masking } from '../safety/masking/masking';
import type { EntityNames } from './entity-facts';
import type { InMemory, ProxyState, RelationState } from './loaded-facts';
import { isToMany, targetText } from './relation-facts';
import { textGrid, type GridCell } from './text-grid';

export interface RelationsTextOptions {
  readonly names: EntityNames;
  readonly theme: Theme;
  readonly masking: Pick<Masking, 'hides'>;
  /** Columns of the output. */
  readonly width: number;
}

const NOT_LOADED = 'not loaded';
const NOT_SAVED = 'not saved';
const NONE = 'none';

/** The relations of one entity, a line each: what is in memory beside what is in the database. */
export function oneText(
  entity: object,
  metadata: EntityMetadata,
  states: readonly RelationState[],
  proxies: readonly ProxyState[],
  options: RelationsTextOptions,
): string {
  const { names, theme, width } = options;
  const rows = states.map(({ relation, inMemory, inDatabase }): readonly GridCell[] => {
    const there = inDatabase === undefined ? 'no key' : databaseText(relation, inDatabase, options);
    const here = memoryText(inMemory[0], relation.inverseEntityMetadata, options);
    // What was put in or taken out and is not saved.
    const differs = here !== NOT_LOADED && there !== here && inDatabase?.counts[0] !== undefined;
    const paint = here === NOT_LOADED ? theme.dim : differs ? theme.notice : undefined;
    return [
      visible(relation.propertyPath),
      { text: visible(targetText(relation, names)), paint: theme.entityName },
      { text: visible(here), paint },
      visible(there),
    ];
  });
  const through = proxies.map(({ proxy, inMemory }): readonly GridCell[] => {
    const here = memoryText(inMemory[0], proxy.target ?? metadata, options);
    return [
      visible(proxy.name),
      { text: proxyTarget(proxy.target, names), paint: theme.entityName },
      { text: here, paint: here === NOT_LOADED ? theme.dim : undefined },
      { text: `through ${proxy.association}`, paint: theme.dim },
    ];
  });
  const titles = ['relation', 'leads to', 'in memory', 'in the database'].map((title) => ({ title, least: 12 }));
  return [
    theme.entityName(entityLabel(entity, metadata, options)),
    rows.length + through.length === 0
      ? 'It has no relations.'
      : textGrid(titles, [...rows, ...through], { width, dim: theme.dim }),
  ].join('\n');
}

/** The relations of several entities of one kind, a line each: for how many it is loaded, and how many there are. */
export function manyText(
  entities: readonly object[],
  metadata: EntityMetadata,
  states: readonly RelationState[],
  proxies: readonly ProxyState[],
  options: RelationsTextOptions,
): string {
  const { names, theme, width } = options;
  const loaded = (inMemory: readonly InMemory[]): GridCell => {
    const count = inMemory.filter(({ kind }) => kind !== 'not loaded').length;
    const text =
      count === 0 ? 'none' : count === inMemory.length ? 'all' : `${countText(count)} of ${countText(inMemory.length)}`;
    return { text, paint: count === 0 ? theme.dim : undefined };
  };
  const rows = states.map(({ relation, inMemory, inDatabase }): readonly GridCell[] => {
    const counts = (inDatabase?.counts ?? []).filter((count) => count !== undefined);
    const figures = counts.length === 0 ? ['', '', '', ''] : figuresOf(counts, isToMany(relation));
    return [
      visible(relation.propertyPath),
      { text: visible(targetText(relation, names)), paint: theme.entityName },
      loaded(inMemory),
      ...figures,
    ];
  });
  const through = proxies.map(({ proxy, inMemory }): readonly GridCell[] => [
    visible(proxy.name),
    { text: proxyTarget(proxy.target, names), paint: theme.entityName },
    loaded(inMemory),
    { text: `through ${proxy.association}`, paint: theme.dim },
  ]);
  const unsaved = unsavedOf(states);
  const title = `${countText(entities.length)} × ${visible(names.of(metadata))}`;
  const columns = [
    ...['relation', 'leads to', 'loaded for'].map((each) => ({ title: each, least: 12 })),
    ...['in the database', 'least', 'most', 'without'].map((each) => ({ title: each, align: 'right' as const })),
  ];
  return [
    theme.entityName(title) + (unsaved > 0 ? theme.dim(`, ${countText(unsaved)} not saved`) : ''),
    rows.length + through.length === 0
      ? 'They have no relations.'
      : textGrid(columns, [...rows, ...through], { width, dim: theme.dim }),
  ].join('\n');
}

/** In all, the least and the most of one (of a relation that leads to many), and how many have none. */
function figuresOf(counts: readonly number[], toMany: boolean): readonly string[] {
  const total = counts.reduce((sum, each) => sum + each, 0);
  const [least, most] = counts.reduce(
    ([low, high], each) => [Math.min(low, each), Math.max(high, each)],
    [Infinity, 0],
  );
  const without = counts.filter((count) => count === 0).length;
  return [countText(total), toMany ? countText(least) : '', toMany ? countText(most) : '', countText(without)];
}

function unsavedOf(states: readonly RelationState[]): number {
  const asked = states.find(({ inDatabase }) => inDatabase !== undefined);
  return asked?.inDatabase?.counts.filter((count) => count === undefined).length ?? 0;
}

function databaseText(
  relation: RelationState['relation'],
  { counts, keys }: NonNullable<RelationState['inDatabase']>,
  options: RelationsTextOptions,
): string {
  const [count] = counts;
  // The title says that it is not saved.
  if (count === undefined) return '';
  if (isToMany(relation)) return countText(count);
  const [key] = keys;
  const target = relation.inverseEntityMetadata;
  return key === undefined ? NONE : labelOf(options.names.of(target), key, target, options);
}

function memoryText(inMemory: InMemory | undefined, target: EntityMetadata, options: RelationsTextOptions): string {
  if (inMemory === undefined || inMemory.kind === 'not loaded') return NOT_LOADED;
  if (inMemory.kind === 'list') return countText(inMemory.count);
  const { value } = inMemory;
  if (typeof value !== 'object' || value === null) return NONE;
  // Of a hierarchy of classes the relation is to the topmost one: so both sides are called the same.
  return labelOf(options.names.of(target), keyValues(value, target), target, options);
}

/** `Employee 1`. */
function entityLabel(entity: object, metadata: EntityMetadata, options: RelationsTextOptions): string {
  return visible(labelOf(options.names.of(metadata), keyValues(entity, metadata), metadata, options));
}

function labelOf(
  name: string,
  key: readonly unknown[],
  { primaryColumns }: EntityMetadata,
  { theme, masking }: RelationsTextOptions,
): string {
  if (key.length === 0) return name;
  if (key.every((part) => part == null)) return `${name}, ${NOT_SAVED}`;
  const parts = key.map((part, at) => {
    const column = primaryColumns[at];
    return masking.hides(column) ? MASK : columnText(part ?? null, plain(theme), { dayOnly: column.type === 'date' });
  });
  return `${name} ${parts.join('/')}`;
}

/** Of a cell the whole is painted, and nothing in it. */
function plain(theme: Theme): Theme {
  const same = (text: string): string => text;
  return { ...theme, number: same, boolean: same, date: same, null: same, special: same };
}

function proxyTarget(target: EntityMetadata | undefined, names: EntityNames): string {
  return target === undefined ? '' : `${visible(names.of(target))}[]`;
}
