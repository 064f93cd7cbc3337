import { isDeepStrictEqual } from 'node:util';
import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { Model } from '../model';
import { isAskedAtPrompt } from './asked-at-prompt';
import { onEveryManager } from './managers';
import type { MembersOf } from './members';
import { ShapeCheck, type Doubtful, type Writing } from './shape-check';

type Method = (...args: unknown[]) => unknown;
type Name = 'create' | 'merge' | 'preload' | 'insert' | 'upsert' | 'update' | 'save';

const WHOLE: Writing = { relations: true, proxies: true };
const WITHOUT_PROXIES: Writing = { relations: true, proxies: false };
const COLUMNS: Writing = { relations: false, proxies: false };

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
      if (metadata === undefined || Array.isArray(args[1])) return original(...args);
      this.#check(args[1], metadata, WHOLE);
      return this.#fillProxies(original(...args), args[1], metadata);
    });
    wrap('merge', (original, args) => {
      const metadata = this.#metadata(args[0]);
      if (metadata !== undefined) for (const each of args.slice(2)) this.#check(each, metadata, WITHOUT_PROXIES);
      return original(...args);
    });
    for (const name of ['preload', 'insert', 'upsert', 'update'] as const) {
      const place = name === 'update' ? 2 : 1;
      // Asynchronous as the methods are, so that a refusal rejects as their own errors do.
      wrap(name, async (original, args) => {
        const metadata = this.#metadata(args[0]);
        if (metadata !== undefined)
          for (const each of listOf(args[place]))
            this.#check(each, metadata, name === 'preload' ? WITHOUT_PROXIES : COLUMNS);
        return original(...args);
      });
    }
    wrap('save', (original, args) => this.#save(manager, original, args));
  }

  async #save(manager: EntityManager, original: Method, args: readonly unknown[]): Promise<unknown> {
    const hasTarget = args.length > 1 && this.#metadata(args[0]) !== undefined;
    const place = hasTarget ? 1 : 0;
    const given = args[place];
    const doubtful: Doubtful[] = [];
    const filled = listOf(given).map((each) => {
      const metadata = this.model.metadataOf(each) ?? (hasTarget ? this.#metadata(args[0]) : undefined);
      if (metadata === undefined) return each;
      doubtful.push(...this.#check(each, metadata, WHOLE));
      // A plain object has no setter that would write through: an entity of it has.
      return this.#hasProxies(each, metadata) ? manager.create(metadata.target, each as ObjectLiteral) : each;
    });
    for (const each of doubtful) if (!(await isInDatabase(manager, each))) throw each.refusal;
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

  #check(object: unknown, metadata: EntityMetadata, writing: Writing): readonly Doubtful[] {
    const check = new ShapeCheck(this.model, this.members);
    check.check(object, metadata, writing);
    return check.doubtful;
  }

  /** The association proxies that a plain object names. */
  #proxiesIn(object: unknown, metadata: EntityMetadata): readonly (readonly [name: string, value: unknown])[] {
    if (typeof object !== 'object' || object === null || this.model.metadataOf(object) !== undefined) return [];
    const members = this.members.of(metadata);
    return Object.entries(object).filter(([name, value]) => value !== undefined && members.get(name)?.kind === 'proxy');
  }

  #hasProxies(object: unknown, metadata: EntityMetadata): boolean {
    return this.#proxiesIn(object, metadata).length > 0;
  }

  #fillProxies(entity: unknown, object: unknown, metadata: EntityMetadata): unknown {
    for (const [name, value] of this.#proxiesIn(object, metadata)) Reflect.set(entity as object, name, value);
    return entity;
  }
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
