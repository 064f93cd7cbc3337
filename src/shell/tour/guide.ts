import type { EntityMetadata } from 'typeorm';
import type { ModelContract } from '../model';
import type { Masking } from '../safety/masking/masking';
import { EntityNames, isMadeByTypeorm, parentOf, relationsOf, type RelationMetadata } from '../schema/entity-facts';
import { isToMany, proxyFacts } from '../schema/relation-facts';

/** What the tour is led through: an entity of the model at hand, one row of it, and what hangs on that. All texts are code. */
export interface Guide {
  /** How many entities there are. */
  readonly entities: number;
  /** The entity, by its name at the prompt. */
  readonly entity: string;
  readonly table: string;
  /** What one of it is called: `employee`. */
  readonly one: string;
  /** The variable that holds the row: `employee1`. */
  readonly variable: string;
  /** The condition that finds the row: `{ id: 1 }`; `undefined` when the table is empty, as are all that would do as well. */
  readonly byKey: string | undefined;
  /** A property of the row, for a slip of the pen. */
  readonly property: string;
  readonly toMany: ToMany | undefined;
  readonly proxy: { readonly name: string; readonly association: string; readonly far: string } | undefined;
  /** A condition that finds the row, and others: `{ name: Like('U%') }`. */
  readonly condition: string | undefined;
  readonly change: Change | undefined;
}

/** A relation to many, and one of those. */
export interface ToMany {
  readonly name: string;
  /** `meeting`. */
  readonly one: string;
  /** A relation of those, to many too. */
  readonly further: string | undefined;
}

/** What is written, and rolled back. */
export interface Change {
  /** `employee1.projects.push(Project.findOneBy({ id: 2 }))` */
  readonly line: string;
  /** What shows it: `Employee.findOneBy({ id: 1 }).projects`. */
  readonly shown: string;
  /** The same of the row in memory. */
  readonly after: string;
}

export interface GuideOptions {
  readonly model: ModelContract;
  readonly masking: Masking;
  /** Names in scope. */
  readonly taken: ReadonlySet<string>;
  /** TypeORM's find operators, as far as they are in scope. */
  readonly operators: ReadonlySet<string>;
  /** The value of an expression, `undefined` when it fails. */
  readonly ask: (expression: string) => Promise<unknown>;
}

/** Of so many entities the rows are looked for. */
const MOST_ASKED = 6;
/** Among so many rows one is looked for that is not linked yet. */
const MOST_ROWS = 20;

/** @returns `undefined` where no entity can be led through: there is none, or none has a key of one column. */
export async function guideThrough(options: GuideOptions): Promise<Guide | undefined> {
  const names = new EntityNames(options.model);
  const candidates = names.entries
    .filter(([, metadata]) => canLead(metadata))
    .sort(([, one], [, other]) => interest(other) - interest(one));
  const [first] = candidates;
  if (first === undefined) return undefined;
  for (const [name, metadata] of candidates.slice(0, MOST_ASKED)) {
    const key = metadata.primaryColumns[0].propertyPath;
    const row = await options.ask(`${name}.find({ order: { ${key}: 'ASC' }, take: 1 })[0]`);
    if (typeof row !== 'object' || row === null) continue;
    const value = literal(Reflect.get(row, key));
    if (value !== undefined) return guideTo(name, metadata, { key, value, row }, names, options);
  }
  return guideTo(first[0], first[1], undefined, names, options);
}

function canLead(metadata: EntityMetadata): boolean {
  const [key, another] = metadata.primaryColumns;
  if ((key as unknown) === undefined || another !== undefined || key.propertyPath.includes('.')) return false;
  return (
    !isMadeByTypeorm(metadata) && parentOf(metadata) === undefined && metadata.tableType === 'regular' && !key.isVirtual
  );
}

/** How much there is to see: relations to many of each kind, best across an association. */
function interest(metadata: EntityMetadata): number {
  const relations = relationsOf(metadata);
  const [proxy] = proxyFacts(metadata);
  return (
    (proxy === undefined ? 0 : 8) +
    (relations.some(({ isManyToMany }) => isManyToMany) ? 4 : 0) +
    (relations.some(({ isOneToMany }) => isOneToMany) ? 3 : 0) +
    relations.length / 100
  );
}

interface FirstRow {
  readonly key: string;
  /** As code. */
  readonly value: string;
  readonly row: object;
}

async function guideTo(
  entity: string,
  metadata: EntityMetadata,
  first: FirstRow | undefined,
  names: EntityNames,
  options: GuideOptions,
): Promise<Guide> {
  const one = small(entity);
  const variable = freeName(one, options.taken);
  const byKey = first && `{ ${first.key}: ${first.value} }`;
  const relation = toManyOf(metadata);
  const [proxy] = proxyFacts(metadata);
  const text = textColumn(metadata, options.masking);
  const letter = first && text && firstLetter(Reflect.get(first.row, text));
  return {
    entities: names.entries.length,
    entity,
    table: metadata.tablePath,
    one,
    variable,
    byKey,
    property: text ?? metadata.columns.find(({ isVirtual }) => !isVirtual)?.propertyName ?? 'id',
    toMany: relation && {
      name: relation.propertyName,
      one: small(names.of(relation.inverseEntityMetadata)),
      further: toManyOf(relation.inverseEntityMetadata)?.propertyName,
    },
    proxy,
    condition:
      letter !== undefined && options.operators.has('Like')
        ? `{ ${text}: Like('${letter}%') }`
        : first && `{ ${first.key}: ${options.operators.has('In') ? `In([${first.value}])` : first.value} }`,
    change:
      first && byKey !== undefined
        ? ((await linkOf(metadata, { entity, variable, byKey }, names, options)) ??
          changeOf(metadata, text, first.row, { entity, variable, byKey }))
        : undefined,
  };
}

/** A relation to many to look at: through a junction table first, then one that others point back with. */
function toManyOf(metadata: EntityMetadata): RelationMetadata | undefined {
  const all = relationsOf(metadata).filter((relation) => isToMany(relation) && relation.embeddedMetadata === undefined);
  return all.find(({ isManyToMany }) => isManyToMany) ?? all[0];
}

/** A row as code: how it is found, and what holds it. */
interface Row {
  readonly entity: string;
  readonly variable: string;
  readonly byKey: string;
}

/** A link that is not there yet is made: with a row that is linked by nothing else. */
async function linkOf(
  metadata: EntityMetadata,
  { entity, variable, byKey }: Row,
  names: EntityNames,
  { ask }: GuideOptions,
): Promise<Change | undefined> {
  if (hasListeners(metadata)) return undefined;
  const links = [
    ...proxyFacts(metadata).flatMap(({ name, association, target }) => {
      const objects = metadata.findRelationWithPropertyPath(association)?.inverseEntityMetadata;
      return objects && target && canBeLinked(objects) ? [{ name, target }] : [];
    }),
    ...relationsOf(metadata)
      .filter(({ isManyToMany }) => isManyToMany)
      .map((relation) => ({
        name: relation.propertyPath,
        target: relation.inverseEntityMetadata,
      })),
  ].filter(({ name, target }) => canLead(target) && !hasListeners(target) && !name.includes('.'));
  for (const { name, target } of links) {
    const key = target.primaryColumns[0].propertyPath;
    const called = names.of(target);
    const free = await ask(
      `(() => { const linked = ${entity}.findOneBy(${byKey}).${name}.map(each => String(each.${key})); ` +
        `return ${called}.find({ order: { ${key}: 'ASC' }, take: ${MOST_ROWS} }).find(each => !linked.includes(String(each.${key})))?.${key} })()`,
    );
    const value = literal(free);
    if (value === undefined) continue;
    return {
      line: `${variable}.${name}.push(${called}.findOneBy({ ${key}: ${value} }))`,
      shown: `${entity}.findOneBy(${byKey}).${name}`,
      after: `${variable}.${name}`,
    };
  }
  return undefined;
}

/** A text gets one more letter, where there is room for it. */
function changeOf(
  metadata: EntityMetadata,
  property: string | undefined,
  row: object,
  { entity, variable, byKey }: Row,
): Change | undefined {
  const column = property === undefined ? undefined : metadata.findColumnWithPropertyPath(property);
  const value: unknown = property === undefined ? undefined : Reflect.get(row, property);
  if (
    column === undefined ||
    typeof value !== 'string' ||
    !column.isUpdate ||
    column.isPrimary ||
    hasListeners(metadata)
  )
    return undefined;
  if (column.length !== '' && value.length >= Number(column.length)) return undefined;
  return {
    line: `${variable}.${property} += '!'`,
    shown: `${entity}.findOneBy(${byKey}).${property}`,
    after: `${variable}.${property}`,
  };
}

/** Whether an object that stands between two others can be made of nothing else. */
function canBeLinked(association: EntityMetadata): boolean {
  return (
    !hasListeners(association) &&
    association.columns.every(
      (column) =>
        column.isNullable ||
        column.isGenerated ||
        column.default !== undefined ||
        column.relationMetadata !== undefined ||
        column.isCreateDate ||
        column.isUpdateDate ||
        column.isVersion,
    )
  );
}

/** Whether code of the project runs when a row is written: what that does outside of the database, nobody rolls back. */
function hasListeners(metadata: EntityMetadata): boolean {
  return metadata.listeners.length > 0;
}

/** Columns that say what a row is, best first. */
const TELLING = [/^name$/i, /^title$/i, /name$/i, /title$|label$|topic$|subject$|slug$|code$/i];

/** A column of text that a person may see. */
function textColumn({ columns }: EntityMetadata, masking: Masking): string | undefined {
  const texts = columns.filter(
    (column) =>
      !column.isVirtual &&
      column.isSelect &&
      column.embeddedMetadata === undefined &&
      column.transformer === undefined &&
      !masking.hides(column) &&
      (column.type === String || (typeof column.type === 'string' && /char|text/.test(column.type))),
  );
  for (const telling of TELLING) {
    const found = texts.find(({ propertyName }) => telling.test(propertyName));
    if (found) return found.propertyName;
  }
  return undefined;
}

function firstLetter(value: unknown): string | undefined {
  const [letter] = typeof value === 'string' ? value : '';
  return letter !== undefined && /[\p{L}\d]/u.test(letter) ? letter : undefined;
}

/** A key as code; `undefined` for what cannot be written in a few letters. */
function literal(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.length <= 40 && !/['\\\n]/.test(value) ? `'${value}'` : undefined;
}

/** `orderLine` for `OrderLine`. */
function small(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function freeName(one: string, taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`${one}${number}`)) number++;
  return `${one}${number}`;
}
