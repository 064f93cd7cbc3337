import type { EntityMetadata } from 'typeorm';
import type { ModelContract } from '../model';
import { didYouMean, nearNames } from '../near-names';
import { UserError } from '../user-error';
import { type EntityNames, isMadeByTypeorm, parentOf, type RelationMetadata } from './entity-facts';
import { proxyFacts, type ProxyFacts } from './relation-facts';

/** A name that leads to an entity, without running anything. */
const PATH = /^[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u;

/**
 * The entity that a word means: by its name at the prompt, its table (junction tables too), or a path of relations
 * (`Employee.meetings`). Case does not count where nothing is called exactly so.
 * @returns `undefined` when it means none.
 */
export function entityByName(word: string, names: EntityNames): EntityMetadata | undefined {
  return byName(word, names) ?? byTable(word, names) ?? byRelations(word, names) ?? byRelationName(word, names);
}

/**
 * The entity of a value: of an entity itself or the first of a list of them, of a class, an EntitySchema or a repository.
 * @returns `undefined` for anything else.
 */
export function entityOfValue(value: unknown, model: ModelContract): EntityMetadata | undefined {
  const known = model.metadataOf(value) ?? model.metadataOfTarget(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return value.length === 0 ? undefined : model.metadataOf(value[0]);
  if (typeof value !== 'object' || value === null) return undefined;
  const target: unknown = Object.getOwnPropertyDescriptor(value, 'target')?.value;
  return model.metadataOfTarget(target);
}

/** Whether a text is one word, or several with dots between: such a one that means nothing is a misspelt name. */
export function isEntityWord(text: string): boolean {
  return PATH.test(text);
}

/** What to say of a word that means no entity. */
export function noEntityCalled(word: string, names: EntityNames): UserError {
  const known = names.entries.flatMap(([name, { tableName }]) => [name, tableName]);
  const near = nearNames(word, known);
  // The table of an entity that is named already says nothing new.
  const said = near.filter(
    (name) => !names.entries.some(([entity, { tableName }]) => tableName === name && near.includes(entity)),
  );
  return new UserError(
    `There is no entity ${word}.`,
    said.length > 0 ? `Did you mean ${orText(said)}?` : '.models lists the entities.',
  );
}

/** What to say of a path that begins at an entity, and of which a step is no relation. */
export function noRelationCalled(from: EntityMetadata, path: readonly string[], names: EntityNames): UserError {
  let known = path.length - 1;
  while (known > 0 && alongRelations(from, path.slice(0, known)) === undefined) known--;
  const holder = alongRelations(from, path.slice(0, known)) ?? from;
  const relations = [
    ...holder.relations.map(({ propertyPath }) => propertyPath),
    ...proxyFacts(holder).map(({ name }) => name),
  ];
  const [first, ...others] = path.slice(known);
  // A relation in an embedded object has several words.
  const word = relations.some((name) => name.startsWith(`${first}.`)) ? [first, ...others].join('.') : first;
  return new UserError(
    `${names.of(holder)} has no relation ${word}.`,
    didYouMean(word, relations, '') ?? (relations.length > 0 ? `It has ${relations.join(', ')}.` : 'It has none.'),
  );
}

function orText(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

function byName(word: string, { entries }: EntityNames): EntityMetadata | undefined {
  const same = sameAs(word);
  return (entries.find(([name]) => name === word) ?? entries.find(([name]) => same(name)))?.[1];
}

/** Of a table with several classes, the topmost one. */
function byTable(word: string, names: EntityNames): EntityMetadata | undefined {
  const same = sameAs(word);
  const tables = names.dataSources
    .flatMap(({ entityMetadatas }) => entityMetadatas)
    .filter((metadata) => parentOf(metadata) === undefined);
  const ofEntities = tables.filter((metadata) => !isMadeByTypeorm(metadata));
  for (const group of [ofEntities, tables]) {
    const found =
      group.find(({ tablePath }) => tablePath === word) ??
      group.find(({ tableName, tablePath }) => same(tableName) || same(tablePath));
    if (found !== undefined) return found;
  }
  return undefined;
}

function byRelations(word: string, names: EntityNames): EntityMetadata | undefined {
  const [first, ...path] = word.split('.');
  const metadata = path.length === 0 ? undefined : byName(first, names);
  return metadata && alongRelations(metadata, path);
}

/** The entity that relations and association proxies lead to, one after the other; itself when there are none. */
export function alongRelations(from: EntityMetadata, path: readonly string[]): EntityMetadata | undefined {
  let metadata: EntityMetadata | undefined = from;
  for (let at = 0; metadata !== undefined && at < path.length;) {
    // A relation in an embedded object has several names.
    const rest = `${path.slice(at).join('.')}.`;
    const relation: RelationMetadata | undefined = metadata.relations.find(({ propertyPath }) =>
      rest.startsWith(`${propertyPath}.`),
    );
    const proxy: ProxyFacts | undefined = proxyFacts(metadata).find(({ name }) => name === path[at]);
    metadata = relation?.inverseEntityMetadata ?? proxy?.target;
    at += relation?.propertyPath.split('.').length ?? 1;
  }
  return metadata;
}

/** A relation's own name, where all the relations of that name lead to one entity. */
function byRelationName(word: string, { entries }: EntityNames): EntityMetadata | undefined {
  const targets = new Set(
    entries.flatMap(([, { relations }]) =>
      relations.filter(({ propertyName }) => propertyName === word).map((relation) => relation.inverseEntityMetadata),
    ),
  );
  return targets.size === 1 ? [...targets][0] : undefined;
}

function sameAs(word: string): (name: string) => boolean {
  const wanted = word.toLowerCase();
  return (name) => name.toLowerCase() === wanted;
}
