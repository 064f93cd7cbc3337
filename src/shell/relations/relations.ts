import type { EntityMetadata } from 'typeorm';
import type { Hooks } from '../evaluator/hooks';
import type { Model } from '../model';
import type { Printers } from '../own-printer';
import type { QueryRecorder } from '../queries/recorder';
import { ActiveRecord } from './active-record';
import { checkConditions } from './condition-check';
import { Crowds } from './crowd';
import { EmbeddedClasses } from './embedded-classes';
import { guardLazyLoads } from './lazy-guard';
import { LoadTrace, type RelationLoad } from './load-trace';
import { RelationLoader } from './loader';
import { MembersOf, shared, type Members } from './members';
import { Notices } from './notices';
import { OwnPrinting } from './own-printing';
import { PrintLoads } from './print-loads';
import { refuseWritesToViews } from './read-only-views';
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
  readonly #trace: LoadTrace;
  readonly #saves: Saves;
  readonly #printLoads: PrintLoads;
  readonly #activeRecord: ActiveRecord;
  readonly #notices = new Notices();
  readonly #embeddedClasses: EmbeddedClasses;
  readonly #embedded = new WeakMap<object, Holder>();
  readonly #views = new WeakSet<object>();
  /** Give the data source its own methods back, the first to be done first. */
  readonly #undo: readonly (() => void)[];

  /** @param recorder has to listen to the model's data source. */
  constructor(model: Model, recorder: QueryRecorder, printers?: Printers) {
    this.#model = model;
    this.#siblings = new Siblings(model, this.#tracked, this.#crowds, recorder);
    this.#touches = new Touches(model, this.#tracked, this.#crowds, recorder);
    this.#trace = new LoadTrace(recorder);
    this.#loader = new RelationLoader({
      model,
      members: this.#members,
      siblings: this.#siblings,
      touches: this.#touches,
      recorder,
      trace: this.#trace,
      // A transaction that a save runs for itself is not one that the person works in.
      runner: () => (this.#saves.underway ? undefined : recorder.activeTransaction()),
    });
    this.#saves = new Saves(model, this.#touches, this.#loader, recorder);
    const printing = new OwnPrinting(model, this.#members, printers);
    this.#printLoads = new PrintLoads(model, printing, this.#loader, (object) => this.#views.has(object));
    this.#activeRecord = new ActiveRecord(model, (entity, row) => this.#reloaded(entity, row));
    this.#embeddedClasses = new EmbeddedClasses(model.dataSource.entityMetadatas);
    const undo = [
      () => this.#saves.uninstall(),
      guardLazyLoads(model.dataSource),
      checkConditions(model.dataSource, this.#members, (notice) => this.#notices.add(notice)),
      new WriteCheck(model, this.#members).uninstall,
      refuseWritesToViews(model),
    ];
    this.#undo = undo.reverse();
    this.watched = new Set(model.dataSource.entityMetadatas.flatMap((metadata) => namesIn(this.#members.of(metadata))));
  }

  /** A line begins. */
  startLine(): void {
    this.#loader.startLine();
    this.#trace.startLine();
    this.#notices.startLine();
  }

  /** A line is over, also when it failed. */
  endLine(): void {
    this.#touches.sweep();
    this.#touches.recheck();
    this.#siblings.endLine();
    this.#crowds.endLine();
  }

  /** What the person should hear about the line that ran, beside the error that ended it; asking takes it away. */
  takeNotices(error?: unknown): readonly string[] {
    return this.#notices.take(error);
  }

  /** What touches have loaded in the line that runs, or ran last. */
  get loads(): readonly RelationLoad[] {
    return this.#trace.loads;
  }

  /** The loaded value of a relation, `undefined` when it is not loaded or is none. Never loads. */
  peek(entity: object, key: string): unknown {
    const member = this.#holder(entity)?.members.get(key);
    if (member?.kind !== 'relation') return undefined;
    this.#touches.settle(entity, member.relation);
    return loadedValue(entity, member.relation);
  }

  /** Forgets what touches have loaded of an entity, unless the person has changed it. */
  letGo(entity: object): void {
    for (const { relation } of [...this.#touches.of(entity)]) this.#touches.forgetUnchanged(entity, relation);
  }

  /** Gives the data source its own methods back. */
  uninstall(): void {
    for (const undo of this.#undo) undo();
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
    if (metadata === undefined) return this.#noteUnknown(object, key);
    const own = this.#activeRecord.ofEntity(object, metadata, key);
    if (own === undefined) this.#notices.unknownProperty(object, metadata, key, this.#members.of(metadata).keys());
    return own;
  }

  /** Assigning to an association proxy writes through what it reads: that has to be there. */
  beforeSetter(object: object, key: string): Promise<unknown> | undefined {
    return this.#holder(object)?.members.get(key)?.kind === 'proxy' ? this.beforeRead(object, key) : undefined;
  }

  beforeWrite(object: object, key: PropertyKey, value: unknown): unknown {
    if (typeof key !== 'string') return value;
    const metadata = this.#model.metadataOf(object);
    if (metadata === undefined) {
      this.#noteUnknown(object, key);
      return value;
    }
    const members = this.#members.of(metadata);
    const member = members.get(key);
    if (member?.kind === 'relation') {
      this.#touches.settle(object, member.relation);
      if (member.relation.isLazy) makeLazy(this.#model.dataSource, object, member.relation);
      this.#saves.noteWritten(object, member.relation);
    } else if (member === undefined) {
      this.#followForeignKey(object, metadata, key);
      this.#notices.unknownProperty(object, metadata, key, members.keys());
      this.#notices.newKey(object, metadata, key, value);
    }
    return value;
  }

  /** Loads what the entities among the values need to print themselves, and nothing more. */
  beforePrint(values: readonly unknown[]): Promise<unknown> | undefined {
    const entities = this.#printLoads.entitiesIn(values);
    if (entities.length === 0) return undefined;
    this.#forgetOld();
    return this.#printLoads.load(entities);
  }

  settled(value: unknown): void {
    this.#siblings.note(value);
    this.#forgetOld();
  }

  /** A list, an entity's class or an object embedded in an entity was asked for what it has not. */
  #noteUnknown(object: object, key: string): undefined {
    if (Array.isArray(object)) return this.#notices.unknownOfList(object as unknown[], key);
    const target = this.#model.metadataOfTarget(object);
    if (target !== undefined) {
      const methods = this.#activeRecord.namesOfTarget(target);
      return this.#notices.unknownOfClass(object, target, key, this.#members.of(target).keys(), methods);
    }
    const embedded = this.#embeddedClasses.of(object);
    if (embedded !== undefined) this.#notices.unknownInEmbedded(object, embedded, key);
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

  #reloaded(entity: object, row: object): void {
    const metadata = this.#model.metadataOf(entity);
    if (metadata !== undefined) this.#touches.reread(entity, metadata, row);
    this.#saves.forgetWritten(entity);
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
}

function namesIn(members: Members): string[] {
  return [...members].flatMap(([name, member]) =>
    member.kind === 'embedded' ? [name, ...namesIn(member.members)] : [name],
  );
}
