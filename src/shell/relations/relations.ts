import { types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import type { Hooks } from '../evaluator/hooks';
import type { Model } from '../model';
import type { QueryRecorder } from '../queries/recorder';
import { ActiveRecord } from './active-record';
import { checkConditions } from './condition-check';
import { Crowds } from './crowd';
import { guardLazyLoads } from './lazy-guard';
import { RelationLoader } from './loader';
import { MembersOf, shared, type Members } from './members';
import { Notices } from './notices';
import { OwnPrinting } from './own-printing';
import { loadedValue, makeLazy } from './relation-value';
import { Saves } from './saves';
import { Siblings } from './siblings';
import { TrackedEntities } from './tracked';
import { Touches } from './touches';
import { elementsOf } from './unsaved-changes';
import { WriteCheck } from './write-check';

/** An object in whose properties relations are found: an entity, or an object embedded in one. */
interface Holder {
  readonly entity: object;
  readonly members: Members;
}

/** Own printing may read more once something is loaded: so many times is looked again. */
const MOST_PRINTING_ROUNDS = 5;

/**
 * What happens when entities are used at the prompt: relations load when they are touched, for all siblings at once, and are
 * forgotten when the database was written; what a class lacks, its repository does. Entity classes are not changed.
 */
export class Relations implements Hooks {
  readonly watched: ReadonlySet<PropertyKey>;
  readonly #model: Model;
  readonly #members = new MembersOf();
  readonly #tracked = new TrackedEntities();
  readonly #crowds = new Crowds();
  readonly #siblings: Siblings;
  readonly #touches: Touches;
  readonly #loader: RelationLoader;
  readonly #saves: Saves;
  readonly #printing: OwnPrinting;
  readonly #activeRecord: ActiveRecord;
  readonly #notices = new Notices();
  readonly #embedded = new WeakMap<object, Holder>();
  readonly #views = new WeakSet<object>();
  readonly #unguard: () => void;
  readonly #uncheck: () => void;
  readonly #writeCheck: WriteCheck;

  /** @param recorder has to listen to the model's data source. */
  constructor(model: Model, recorder: QueryRecorder) {
    this.#model = model;
    this.#siblings = new Siblings(model, this.#tracked, this.#crowds);
    this.#touches = new Touches(model, this.#tracked, this.#crowds, recorder);
    this.#loader = new RelationLoader({
      model,
      members: this.#members,
      siblings: this.#siblings,
      touches: this.#touches,
      recorder,
      // A transaction that a save runs for itself is not one that the person works in.
      runner: () => (this.#saves.underway ? undefined : recorder.activeTransaction()),
    });
    this.#saves = new Saves(model, this.#touches, this.#loader, recorder);
    this.#printing = new OwnPrinting(model, this.#members);
    this.#activeRecord = new ActiveRecord(model, (entity) => this.#reloaded(entity));
    this.#unguard = guardLazyLoads(model.dataSource);
    this.#uncheck = checkConditions(model.dataSource, this.#members);
    this.#writeCheck = new WriteCheck(model, this.#members);
    this.watched = new Set(model.dataSource.entityMetadatas.flatMap((metadata) => namesIn(this.#members.of(metadata))));
  }

  /** A line begins. */
  startLine(): void {
    this.#loader.startLine();
    this.#notices.startLine();
  }

  /** A line is over, also when it failed. */
  endLine(): void {
    this.#touches.sweep();
    this.#touches.recheck();
    this.#siblings.endLine();
    this.#crowds.endLine();
  }

  /** What the person should hear about the line that ran; asking takes it away. */
  takeNotices(): readonly string[] {
    return this.#notices.take();
  }

  /** The loaded value of a relation, `undefined` when it is not loaded or is none. Never loads. */
  peek(entity: object, key: string): unknown {
    const member = this.#holder(entity)?.members.get(key);
    if (member?.kind !== 'relation') return undefined;
    this.#touches.settle(entity, member.relation);
    return loadedValue(entity, member.relation);
  }

  /** Gives the data source its own methods back. */
  uninstall(): void {
    this.#writeCheck.uninstall();
    this.#uncheck();
    this.#saves.uninstall();
    this.#unguard();
  }

  beforeRead(object: object, key: string): Promise<unknown> | undefined {
    const holder = this.#holder(object);
    const member = holder?.members.get(key);
    if (holder === undefined || member === undefined) return undefined;
    if (member.kind === 'embedded') {
      this.#enter(object, key, holder, member.members);
      return undefined;
    }
    this.#forgetOld();
    if (member.kind === 'proxy') {
      const loading = this.#touchProxy(holder, member);
      if (loading !== undefined) return loading.then(() => this.#noteView(object, key));
      this.#noteView(object, key);
      return undefined;
    }
    this.#recheck(holder.entity);
    return this.#loader.touch(holder.entity, member.relation);
  }

  missing(object: object, key: PropertyKey): unknown {
    if (typeof key !== 'string') return undefined;
    const method = this.#activeRecord.ofTarget(object, key);
    if (method !== undefined) return method;
    const metadata = this.#model.metadataOf(object);
    if (metadata === undefined) return undefined;
    const own = this.#activeRecord.ofEntity(object, metadata, key);
    if (own === undefined) this.#notices.unknownProperty(object, metadata, key, this.#members.of(metadata).keys());
    return own;
  }

  /** Assigning to an association proxy writes through what it reads: that has to be there. */
  beforeSetter(object: object, key: string): Promise<unknown> | undefined {
    return this.#holder(object)?.members.get(key)?.kind === 'proxy' ? this.beforeRead(object, key) : undefined;
  }

  beforeWrite(object: object, key: PropertyKey, value: unknown): unknown {
    const metadata = typeof key === 'string' ? this.#model.metadataOf(object) : undefined;
    if (metadata === undefined || typeof key !== 'string') return value;
    const members = this.#members.of(metadata);
    const member = members.get(key);
    if (member?.kind === 'relation') {
      this.#touches.settle(object, member.relation);
      if (member.relation.isLazy) makeLazy(this.#model.dataSource, object, member.relation);
      this.#saves.noteWritten(object, member.relation);
    } else if (member === undefined) {
      this.#followForeignKey(object, metadata, key);
      this.#notices.unknownProperty(object, metadata, key, members.keys());
    }
    return value;
  }

  /** Loads what the entities among the values need to print themselves, and nothing more. */
  beforePrint(values: readonly unknown[]): Promise<unknown> | undefined {
    const entities = this.#printed(values);
    if (entities.length === 0) return undefined;
    this.#forgetOld();
    const lacking = entities.filter((entity) => this.#printing.lacking(entity).length > 0);
    return lacking.length === 0 ? undefined : this.#loadForPrinting(lacking);
  }

  settled(value: unknown): void {
    this.#siblings.note(value);
    this.#forgetOld();
  }

  #holder(object: object): Holder | undefined {
    const metadata = this.#model.metadataOf(object);
    return metadata === undefined
      ? this.#embedded.get(object)
      : { entity: object, members: this.#members.of(metadata) };
  }

  /** An embedded object is read: from now on it is known whose it is. */
  #enter(object: object, key: string, { entity }: Holder, members: Members): void {
    const embedded: unknown = Object.getOwnPropertyDescriptor(object, key)?.value;
    if (typeof embedded === 'object' && embedded !== null) this.#embedded.set(embedded, { entity, members });
  }

  /** The list of an association proxy is a Proxy; this one may be looked at. */
  #noteView(entity: object, key: string): void {
    const view: unknown = Reflect.get(entity, key);
    if (typeof view === 'object' && view !== null) this.#views.add(view);
  }

  /** Loads the association objects and what they lead to, in one query each for all siblings. */
  #touchProxy(
    { entity, members }: Holder,
    { association, far }: { readonly association: string; readonly far: string },
  ): Promise<unknown> | undefined {
    const near = members.get(association);
    if (near?.kind !== 'relation') return undefined;
    this.#recheck(entity);
    const loading = this.#loader.touch(entity, near.relation);
    if (loading !== undefined) return loading.then(() => this.#touchFar(loadedValue(entity, near.relation), far));
    return this.#touchFar(loadedValue(entity, near.relation), far);
  }

  #touchFar(associations: unknown, far: string): Promise<void> | undefined {
    if (!Array.isArray(associations)) return undefined;
    for (const association of associations as readonly unknown[]) {
      if (typeof association !== 'object' || association === null) continue;
      const member = this.#holder(association)?.members.get(far);
      if (member?.kind !== 'relation') continue;
      this.#recheck(association);
      if (loadedValue(association, member.relation) === undefined) {
        // The person may have put anything into the list.
        const entities = elementsOf(associations).filter((each) => this.#model.metadataOf(each) !== undefined);
        return this.#loader.touchAll(entities, member.relation, false);
      }
    }
    return undefined;
  }

  #forgetOld(): void {
    this.#loader.startSmall(this.#touches.sweep());
  }

  #recheck(entity: object): void {
    if (this.#touches.keepsOld && this.#touches.of(entity).some(({ kept }) => kept)) this.#touches.recheck([entity]);
  }

  #reloaded(entity: object): void {
    const metadata = this.#model.metadataOf(entity);
    if (metadata !== undefined) this.#touches.reread(entity, metadata);
    this.#loader.followRow(entity);
  }

  /** The person writes a foreign key: the relation beside it must not overrule it when it is saved. */
  #followForeignKey(entity: object, metadata: EntityMetadata, property: string): void {
    for (const relation of metadata.relations) {
      if (
        !relation.isWithJoinColumn ||
        !relation.joinColumns.some(({ propertyName, isVirtual }) => propertyName === property && !isVirtual)
      )
        continue;
      this.#touches.forgetUnchanged(entity, shared(relation));
      this.#loader.followOwnForeignKey(entity, shared(relation));
    }
  }

  /** The entities among the values, in lists and plain objects too, whose classes say how they print. */
  #printed(values: readonly unknown[]): readonly object[] {
    const found = new Set<object>();
    const queue: unknown[] = [...values];
    const seen = new Set<unknown>();
    for (const value of queue) {
      if (typeof value !== 'object' || value === null || seen.has(value)) continue;
      if (types.isProxy(value) && !this.#views.has(value)) continue;
      seen.add(value);
      if (Array.isArray(value)) queue.push(...(value as unknown[]).slice(0, 30_000));
      else if (this.#model.metadataOf(value) === undefined) queue.push(...plainValues(value));
      else if (this.#printing.prints(value)) found.add(value);
    }
    return [...found];
  }

  async #loadForPrinting(entities: readonly object[]): Promise<void> {
    let rest = entities;
    for (let round = 0; round < MOST_PRINTING_ROUNDS && rest.length > 0; round++) {
      const byRelation = new Map<Parameters<RelationLoader['touchAll']>[1], object[]>();
      rest = rest.filter((entity) => {
        const lacking = this.#printing.lacking(entity);
        for (const { entity: owner, relation } of lacking) {
          const owners = byRelation.get(relation);
          if (owners === undefined) byRelation.set(relation, [owner]);
          else owners.push(owner);
        }
        return lacking.length > 0;
      });
      for (const [relation, owners] of byRelation) await this.#loader.touchAll(owners, relation, true);
    }
  }
}

function namesIn(members: Members): string[] {
  return [...members].flatMap(([name, member]) =>
    member.kind === 'embedded' ? [name, ...namesIn(member.members)] : [name],
  );
}

/** The values of a plain object, a Map or a Set, without running a getter. */
function plainValues(object: object): unknown[] {
  if (object instanceof Map) return [...(object as Map<unknown, unknown>)].flat();
  if (object instanceof Set) return [...(object as Set<unknown>)];
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return [];
  return Object.values(Object.getOwnPropertyDescriptors(object)).map(({ value }): unknown => value);
}
