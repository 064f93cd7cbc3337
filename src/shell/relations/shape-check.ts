import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { EmbeddedMetadata } from 'typeorm/metadata/EmbeddedMetadata';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import type { ModelContract } from '../model';
import { didYouMean } from '../near-names';
import { isPlainObject } from '../plain-object';
import { UserError } from '../user-error';
import { wrongValue, type WrongValue } from './column-value';
import type { MembersOf } from './members';
import { ownNames } from './property-names';
import { holderOf, isToMany, loadedValue } from './relation-value';
import { aOrAn, shown } from './shown-value';
import { hasForeignKeyProperty } from './touches';

/** What is to be written, in so far as it decides what there is to check. */
export interface Writing {
  /** Whether relations are written with it, as `save` does and `insert` does not. */
  readonly relations: boolean;
  /** Whether an association proxy among the names is somebody else's business. */
  readonly proxies: boolean;
  /** Whether it is written now: `create` and `merge` only make what may be completed before it is. */
  readonly now: boolean;
}

/** A value that a column cannot hold, in an entity whose row may hold it already. */
export interface Doubtful {
  readonly entity: object;
  readonly metadata: EntityMetadata;
  readonly column: ColumnMetadata;
  readonly refusal: UserError;
}

/**
 * Refuses what TypeORM would drop without a word or what SQLite would store as it stands: names in plain objects that the
 * entity does not have, values that a column cannot hold, things in relations that are no such entity. On instances of a
 * class, further properties are the person's own business.
 */
export class ShapeCheck {
  readonly #seen = new Set<object>();
  /** What is going to have a row: what is saved itself, and what relations save along by their cascades. */
  readonly #written = new Set<object>();
  readonly #doubtful: Doubtful[] = [];
  readonly #unsaved: { readonly related: object; readonly refusal: UserError }[] = [];
  #leadsToNew = false;

  /** @param savesNew whether the manager saves new objects along over relations without a cascade, where they are instances. */
  constructor(
    private readonly model: ModelContract,
    private readonly members: MembersOf,
    private readonly savesNew: boolean,
  ) {}

  /**
   * Looks at an object that is written, and at all that is written with it.
   * @returns whether it is a plain object that leads to new ones, which are only saved along with an instance
   * @throws UserError naming the entity, the property and the value
   */
  checkRoot(object: unknown, metadata: EntityMetadata, writing: Writing): boolean {
    this.checkClass(object, metadata);
    if (typeof object === 'object' && object !== null) this.#written.add(object);
    this.#leadsToNew = false;
    this.check(object, metadata, writing);
    return this.#leadsToNew;
  }

  /** @throws UserError for an entity of another class: TypeORM would take its key for a row of this one's table */
  checkClass(object: unknown, metadata: EntityMetadata): void {
    const known = this.model.metadataOf(object);
    if (known !== undefined && !isOneOf(known, metadata))
      throw new UserError(
        `${capital(aOrAn(known.name))} is no ${metadata.name}.`,
        `Use ${known.name} or manager for it.`,
      );
  }

  /** @throws UserError when a relation holds something without a row that none of the roots saves along: TypeORM drops it */
  finish(): void {
    for (const { related, refusal } of this.#unsaved) if (!this.#written.has(related)) throw refusal;
  }

  /** Values that are wrong, unless the entity's row holds them already and so they are not written. */
  get doubtful(): readonly Doubtful[] {
    return this.#doubtful;
  }

  /**
   * Looks at one object and at all that is written with it.
   * @throws UserError naming the entity, the property and the value.
   */
  check(object: unknown, metadata: EntityMetadata, writing: Writing): void {
    if (typeof object !== 'object' || object === null || this.#seen.has(object)) return;
    this.#seen.add(object);
    const known = this.model.metadataOf(object);
    const own = known ?? inherited(metadata, object);
    if (known === undefined && isPlain(object)) this.#checkNames(object, own, writing);
    for (const embedded of own.embeddeds) checkEmbedded(object, embedded, own.name, known === undefined);
    this.#checkColumns(object, own, known !== undefined && writing.relations && own.hasId(object));
    for (const relation of own.relations) this.#checkRelation(object, own, relation, writing);
  }

  #checkNames(object: object, metadata: EntityMetadata, { relations, proxies }: Writing): void {
    const members = this.members.of(metadata);
    const names = [...ownNames(metadata), ...members.keys()];
    for (const name of Object.keys(object)) {
      const value: unknown = Reflect.get(object, name);
      if (!names.includes(name)) throw unknownName(metadata, name, names);
      if (value === undefined) continue;
      const member = members.get(name);
      if (member?.kind === 'proxy' && !proxies)
        throw new UserError(
          `${metadata.name}.${name} cannot be written here: it is an association proxy over ${member.association}.`,
          `Write ${metadata.name}.create({ ${name}: […] }).save(), or set it on an entity that was loaded.`,
        );
      if (member?.kind === 'relation' && !relations && !member.relation.isWithJoinColumn)
        throw new UserError(
          `${metadata.name}.${name} cannot be written here: only columns are.`,
          `Use save(), which writes relations too.`,
        );
    }
  }

  #checkColumns(object: object, metadata: EntityMetadata, isSaved: boolean): void {
    for (const column of metadata.columns) {
      if (column.isVirtual || column.isVirtualProperty || column.relationMetadata?.propertyName === column.propertyName)
        continue;
      const value = holderOf(object, column)?.[column.propertyName];
      const wrong = wrongValue(column, value, this.model.dataSource);
      if (wrong === undefined) continue;
      const refusal = wrongColumn(metadata, column, value, wrong);
      if (!isSaved) throw refusal;
      this.#doubtful.push({ entity: object, metadata, column, refusal });
    }
  }

  #checkRelation(object: object, metadata: EntityMetadata, relation: RelationMetadata, writing: Writing): void {
    const value = loadedValue(object, relation);
    if (value === undefined || value === null || types.isPromise(value)) return;
    const name = `${metadata.name}.${relation.propertyPath}`;
    const target = relation.inverseEntityMetadata;
    if (!isToMany(relation)) {
      if (typeof value !== 'object') return checkBareKey(name, relation, value);
      if (!this.#fits(value, target))
        throw new UserError(`${name} holds ${aOrAn(target.name)}: ${this.#shown(value)} is none.`);
      return this.#checkRelated(object, value, relation, writing);
    }
    if (!Array.isArray(value))
      throw new UserError(`${name} is a list of ${target.name} objects: ${this.#shown(value)} is none.`);
    for (const element of value as readonly unknown[]) {
      if (!this.#fits(element, target))
        throw new UserError(`${name} holds ${target.name} objects: ${this.#shown(element)} is none.`);
      this.#checkRelated(object, element as object, relation, writing);
    }
  }

  /** Only what is written with its owner: of a row that is there a relation without cascade takes the key and nothing else. */
  #checkRelated(owner: object, related: object, relation: RelationMetadata, writing: Writing): void {
    const target = relation.inverseEntityMetadata;
    const isWritten = relation.isCascadeInsert || relation.isCascadeUpdate;
    const known = this.model.metadataOf(related);
    const hasRow = (known ?? target).hasId(related);
    if (writing.now && !hasRow) this.#noteNew(owner, related, relation, writing);
    if (known === undefined || isWritten || !hasRow) this.check(related, target, { ...writing, proxies: false });
  }

  #noteNew(owner: object, related: object, relation: RelationMetadata, { relations }: Writing): void {
    const isInstance = this.model.metadataOf(related) !== undefined;
    const isPlainOwner = this.model.metadataOf(owner) === undefined;
    const target = relation.inverseEntityMetadata.name;
    if (relations && relation.isCascadeInsert) this.#written.add(related);
    else if (relations && this.savesNew && (isInstance || isPlainOwner)) {
      this.#leadsToNew ||= isPlainOwner;
      this.#written.add(related);
    } else
      this.#unsaved.push({
        related,
        refusal: new UserError(
          `${relation.entityMetadata.name}.${relation.propertyPath} holds ${aOrAn(target)} that is not saved.`,
          `Save it first: ${target}.save(…).`,
        ),
      });
  }

  #fits(value: unknown, target: EntityMetadata): boolean {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    if (types.isDate(value) || types.isPromise(value) || types.isMap(value) || types.isSet(value)) return false;
    const known = this.model.metadataOf(value);
    return known === undefined || isOneOf(known, target);
  }

  /** A value in a message. */
  #shown(value: unknown): string {
    const metadata = this.model.metadataOf(value);
    return metadata === undefined ? shown(value) : aOrAn(metadata.name);
  }
}

/** Whether entities of one kind are entities of the other, by inheritance. */
function isOneOf(known: EntityMetadata, target: EntityMetadata): boolean {
  return known === target || known.inheritanceTree.includes(target.target as () => void);
}

/** An object embedded in an entity, and those in that. */
function checkEmbedded(holder: object, embedded: EmbeddedMetadata, owner: string, plainOwner: boolean): void {
  const value: unknown = Reflect.get(holder, embedded.propertyName);
  if (value === undefined || value === null || embedded.isArray) return;
  const path = `${owner}.${embedded.propertyName}`;
  if (typeof value !== 'object') throw new UserError(`${path} holds several columns: ${shown(value)} is no object.`);
  if (plainOwner || isPlain(value)) {
    const names = [
      ...embedded.columns.filter(({ isVirtual }) => !isVirtual).map(({ propertyName }) => propertyName),
      ...embedded.relations.map(({ propertyName }) => propertyName),
      ...embedded.embeddeds.map(({ propertyName }) => propertyName),
    ];
    const wrong = Object.keys(value).find((name) => !names.includes(name));
    if (wrong !== undefined)
      throw new UserError(`${path} has no property "${wrong}".`, didYouMean(wrong, names) ?? itHas(names));
  }
  for (const inner of embedded.embeddeds) checkEmbedded(value, inner, path, plainOwner);
}

/**
 * A bare value in a relation to one stands for the key; but where the key is a property of its own, TypeORM writes NULL.
 * @throws UserError
 */
function checkBareKey(name: string, relation: RelationMetadata, value: unknown): void {
  if (!hasForeignKeyProperty(relation)) return;
  const target = relation.inverseEntityMetadata.name;
  const keys = relation.joinColumns.map(({ propertyName }) => propertyName).join(' and ');
  throw new UserError(
    `${name} holds ${aOrAn(target)}: ${shown(value)} is none.`,
    `Give it ${aOrAn(target)}, or write ${keys} in its place.`,
  );
}

function unknownName(metadata: EntityMetadata, name: string, names: readonly string[]): UserError {
  const { target } = metadata;
  if (typeof target === 'function' && name in target.prototype && !(name in Object.prototype))
    return new UserError(
      `${metadata.name}.${name} is no column and no relation: it would not be written.`,
      'Leave it out, or set it on the entity itself.',
    );
  return new UserError(`${metadata.name} has no property "${name}".`, didYouMean(name, names) ?? itHas(names));
}

function wrongColumn(
  metadata: EntityMetadata,
  { propertyPath }: ColumnMetadata,
  value: unknown,
  { kind, example }: WrongValue,
): UserError {
  return new UserError(
    `${metadata.name}.${propertyPath} is ${kind}, and ${shown(value)} is none.`,
    example === undefined ? undefined : `Write ${example}.`,
  );
}

/** TypeORM takes an object for the child of a single-table hierarchy whose discriminator it has. */
function inherited(metadata: EntityMetadata, object: object): EntityMetadata {
  return metadata.findInheritanceMetadata(object);
}

/** A Proxy may be anything: it is not asked. */
function isPlain(object: object): boolean {
  return !types.isProxy(object) && isPlainObject(object);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function itHas(names: readonly string[]): string {
  return `It has: ${names.join(', ')}.`;
}
