import { isDeepStrictEqual } from 'node:util';
import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { Model } from '../model';
import { UserError } from '../user-error';
import { isAskedAtPrompt } from './asked-at-prompt';
import { createKeeping } from './create-keeping';
import { onEveryManager } from './managers';
import type { MembersOf } from './members';
import { ShapeCheck, type Doubtful, type Writing } from './shape-check';
import { shown } from './shown-value';

type Method = (...args: unknown[]) => unknown;
type Removing = 'remove' | 'softRemove' | 'recover';
type Name = Removing | 'create' | 'merge' | 'preload' | 'insert' | 'upsert' | 'update' | 'save';

const MADE: Writing = { relations: true, proxies: true, now: false };
const MERGED: Writing = { relations: true, proxies: false, now: false };
const SAVED: Writing = { relations: true, proxies: true, now: true };
const COLUMNS: Writing = { relations: false, proxies: false, now: true };

/** An entity manager says with this property that its `save` saves new instances along, whatever the cascades. */
const SAVES_NEW = Symbol.for('typeorm-shell.savesNewInstances');

/**
 * Refuses what TypeORM would drop without a word, before anything is written, and fills association proxies that `create` and
 * `save` are given. Only what code at the prompt asks for: a module of the project may hand `save` more than the model knows.
 * Only methods of instances are replaced.
 */
export class WriteCheck {
  readonly uninstall: () => void;

  constructor(
    private readonly model: Model,
    private readonly members: MembersOf,
  ) {
    this.uninstall = onEveryManager(model.dataSource, (manager) => this.#listen(manager));
  }

  #listen(manager: EntityManager): void {
    const methods = manager as unknown as Record<Name, Method>;
    const wrap = (name: Name, around: (original: Method, args: unknown[]) => unknown): void => {
      const original = methods[name].bind(manager);
      methods[name] = (...args) => (isAskedAtPrompt() ? around(original, args) : original(...args));
    };
    wrap('create', (original, args) => {
      const metadata = this.#metadata(args[0]);
      const [target, given] = args;
      if (metadata === undefined || Array.isArray(given) || given === undefined || given === null)
        return original(...args);
      if (typeof given !== 'object')
        throw new UserError(`create() takes an object of values: ${shown(given)} is none.`);
      this.#check([given], metadata, MADE);
      const made = createKeeping(manager, (values) => original(target, values) as object, given, metadata, this.model);
      for (const [name, value] of this.#proxiesIn(given, metadata)) Reflect.set(made, name, value);
      return made;
    });
    wrap('merge', (original, args) => {
      const metadata = this.#metadata(args[0]);
      if (metadata === undefined) return original(...args);
      this.#check(args.slice(2), metadata, MERGED);
      try {
        return original(...args);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new UserError(
          `What is merged into the ${metadata.name} leads back to itself over its relations.`,
          'Give merge() a plain object of columns, and set the relations yourself.',
        );
      }
    });
    for (const name of ['preload', 'insert', 'upsert', 'update'] as const) {
      const place = name === 'update' ? 2 : 1;
      // Asynchronous as the methods are, so that a refusal rejects as their own errors do.
      wrap(name, async (original, args) => {
        const metadata = this.#metadata(args[0]);
        if (metadata !== undefined) {
          this.#check(listOf(args[place]), metadata, name === 'preload' ? MERGED : COLUMNS);
          checkKeys(name, args, metadata);
        }
        return original(...args);
      });
    }
    wrap('save', (original, args) => this.#save(manager, original, args));
    for (const name of ['remove', 'softRemove', 'recover'] as const) {
      wrap(name, async (original, args) => {
        const metadata = args.length > 1 ? this.#metadata(args[0]) : undefined;
        const check = new ShapeCheck(this.model, this.members, false);
        if (metadata !== undefined) for (const each of listOf(args[1])) check.checkClass(each, metadata);
        return original(...args);
      });
    }
  }

  async #save(manager: EntityManager, original: Method, args: readonly unknown[]): Promise<unknown> {
    const target = args.length > 1 ? this.#metadata(args[0]) : undefined;
    const place = target === undefined ? 0 : 1;
    const given = args[place];
    const check = new ShapeCheck(this.model, this.members, SAVES_NEW in manager);
    const filled = listOf(given).map((each) => {
      const metadata = target ?? this.model.metadataOf(each);
      if (metadata === undefined) return each;
      const leadsToNew = check.checkRoot(each, metadata, SAVED);
      // A plain object has no setter that would write through, nor are new objects saved along with it: with an entity they are.
      return leadsToNew || this.#proxiesIn(each, metadata).length > 0
        ? manager.create(metadata.target, each as ObjectLiteral)
        : each;
    });
    check.finish();
    for (const each of check.doubtful) if (!(await isInDatabase(manager, each))) throw each.refusal;
    return original(
      ...args.slice(0, place),
      Array.isArray(given) ? sameOr(given, filled) : filled[0],
      ...args.slice(place + 1),
    );
  }

  /** The metadata of a class, an EntitySchema, or an entity's name. */
  #metadata(target: unknown): EntityMetadata | undefined {
    if (typeof target === 'object' || typeof target === 'function') return this.model.metadataOfTarget(target);
    const { dataSource } = this.model;
    return typeof target === 'string' && dataSource.hasMetadata(target) ? dataSource.getMetadata(target) : undefined;
  }

  #check(objects: readonly unknown[], metadata: EntityMetadata, writing: Writing): void {
    const check = new ShapeCheck(this.model, this.members, false);
    for (const each of objects) check.checkRoot(each, metadata, writing);
    check.finish();
  }

  /** The association proxies that a plain object names. */
  #proxiesIn(object: unknown, metadata: EntityMetadata): readonly (readonly [name: string, value: unknown])[] {
    if (typeof object !== 'object' || object === null || this.model.metadataOf(object) !== undefined) return [];
    const members = this.members.of(metadata);
    return Object.entries(object).filter(([name, value]) => value !== undefined && members.get(name)?.kind === 'proxy');
  }
}

/** `preload` needs the key of a row, and `upsert` the names of columns that tell one row from another. */
function checkKeys(name: Name, [, given, conflicts]: readonly unknown[], metadata: EntityMetadata): void {
  const keys = metadata.primaryColumns.map(({ propertyPath }) => propertyPath);
  if (name === 'preload' && typeof given === 'object' && given !== null && !metadata.hasId(given))
    throw new UserError(`preload() needs the primary key of the ${metadata.name}: ${keys.join(' and ')}.`);
  if (name === 'upsert' && (typeof conflicts !== 'object' || conflicts === null))
    throw new UserError(
      'upsert() needs the properties that tell one row from another.',
      `Write ${metadata.name}.upsert(values, [${keys.map((key) => `'${key}'`).join(', ')}]).`,
    );
}

/** Whether the row holds the value already, so that saving does not write it. */
async function isInDatabase(manager: EntityManager, { entity, metadata, column }: Doubtful): Promise<boolean> {
  const row = await manager.findOne<ObjectLiteral>(metadata.target, {
    where: metadata.getEntityIdMap(entity) ?? {},
    withDeleted: true,
    loadEagerRelations: false,
  });
  return row !== null && isDeepStrictEqual(column.getEntityValue(row), column.getEntityValue(entity));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** The very list that was given, unless something in it was replaced. */
function sameOr(given: readonly unknown[], filled: readonly unknown[]): readonly unknown[] {
  return filled.every((each, index) => each === given[index]) ? given : filled;
}
