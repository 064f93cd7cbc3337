import {
  declaredPrimaryKey,
  declaredRelation,
  isUnsaved,
  rowOf,
  sameRow,
  type Class,
  type DeclaredRelation,
} from './declared';
import { readRelation, writeRelation } from './relation-value';

/** One `@AssociationProxy`: which class has it, under which name, and across what it reaches. */
export interface ProxyDeclaration {
  /** The property with the decorator: `projects`. */
  readonly property: string;
  /** The property with the association objects: `assignments`. */
  readonly association: string;
  /** The property of an association object that leads to the far side: `project`. */
  readonly far: string;
  /** Makes the association object for a far object. */
  readonly creator: ((far: object | null, owner: object) => object) | undefined;
}

/** What the decorators of the three classes say about a proxy; read once for each class that is met. */
interface Declared {
  readonly ownerKey: readonly string[];
  readonly association: DeclaredRelation | undefined;
  readonly associationKey: readonly string[];
  /** Whether an association object declares its near side as a promise. */
  readonly nearLazy: boolean;
  readonly far: DeclaredRelation | undefined;
  readonly farKey: readonly string[];
}

/** A far object, or `null` for an association object that leads nowhere. */
type Far = object | null;

const declaredOf = new WeakMap<ProxyDeclaration, WeakMap<object, Declared>>();

/**
 * The far objects of one owner as a list of values: what the view shows and how a write reaches the association objects.
 * Each write is planned first (values checked, association objects made) and then applied, so a refused one changes nothing.
 */
export class AssociationList {
  readonly #owner: object;
  readonly #proxy: ProxyDeclaration;
  readonly #declared: Declared;
  /** The list read last: what a view held in a variable still shows after the relation was forgotten. */
  #last: object[] | undefined;

  constructor(owner: object, proxy: ProxyDeclaration) {
    this.#owner = owner;
    this.#proxy = proxy;
    this.#declared = declaredFor(owner.constructor as Class, proxy);
  }

  /** `Employee.projects`, for messages. */
  get name(): string {
    return `${this.#owner.constructor.name}.${this.#proxy.property}`;
  }

  get length(): number {
    return this.#read().length;
  }

  /** @throws Error when the association is not loaded. */
  assertLoaded(): void {
    this.#loaded();
  }

  /**
   * The far object at `index`, `undefined` past the end.
   * @throws Error when the far side of that association object is not loaded.
   */
  at(index: number): Far | undefined {
    const association = this.#read()[index];
    return association === undefined ? undefined : this.#far(association);
  }

  /** All far objects, as a plain array. */
  toArray(): Far[] {
    return this.#read().map((association) => this.#far(association));
  }

  /**
   * Puts `value` at `index`. The association object there is kept and led to `value`; at the end of the list a new one is made.
   * @throws RangeError past the end: a list of rows has no holes.
   */
  set(index: number, value: unknown): void {
    const { length } = this.#loaded();
    if (index === length) this.splice(length, 0, [value]);
    else if (index < length) this.overwrite(index, [value]);
    else {
      throw new RangeError(
        `${this.name} has ${counted(length)} and no place for one at ${index}\nadd it with ${this.#proxy.property}.push(...)`,
      );
    }
  }

  /** Leads the association objects from `start` on to `values`, one each; there have to be as many. */
  overwrite(start: number, values: readonly unknown[]): void {
    const fars = values.map((value) => this.#checked(value));
    const places = this.#loaded().slice(start, start + fars.length);
    places.forEach((association, index) => this.#lead(association, fars[index]));
  }

  /**
   * Takes `deleteCount` elements out at `start` and puts `values` there. A value that is also among those taken out keeps its
   * association object, the first one that leads to it; the others' are dropped, and new ones are made for what is new.
   * @returns the far objects taken out.
   */
  splice(start: number, deleteCount: number, values: readonly unknown[]): Far[] {
    const fars = values.map((value) => this.#checked(value));
    const taken = this.#loaded().slice(start, start + deleteCount);
    const removed = taken.map((association) => this.#far(association));
    // An initialiser's `projects = []` must not make a list: TypeORM would take it for "has none" and delete the rows.
    if (fars.length === 0 && taken.length === 0) return removed;
    const kept = this.#match(taken, removed, fars);
    const placed = kept.map((association, index) => association ?? this.#make(fars[index]));
    this.#assertNew(placed.filter((_, index) => kept[index] === undefined));

    const list = this.#writable();
    const staying = new Set(kept);
    for (const association of taken) if (!staying.has(association)) this.#drop(association);
    placed.forEach((association, index) => {
      this.#lead(association, fars[index]);
      if (kept[index] === undefined) this.#own(association);
    });
    const tail = list.splice(start).slice(deleteCount);
    for (const association of placed) list.push(association);
    for (const association of tail) list.push(association);
    return removed;
  }

  /**
   * Orders the association objects: element `i` of the new list is element `order[i]` of the old. No far side changes, and so
   * nothing changes in the database, which keeps no order.
   */
  reorder(order: readonly number[]): void {
    if (order.length === 0) return;
    const before = [...this.#loaded()];
    const list = this.#writable();
    order.forEach((from, to) => (list[to] = before[from]!));
  }

  /** Gives the list all of `values`, writing the difference only. */
  assign(values: unknown): void {
    if (typeof (values as Partial<Iterable<unknown>> | null | undefined)?.[Symbol.iterator] !== 'function') {
      throw new TypeError(`${this.name} takes a list of ${this.#farNames()}: ${shown(values)} is not iterable`);
    }
    const list = [...(values as Iterable<unknown>)];
    this.splice(0, this.#loaded().length, list);
  }

  /**
   * For each of `fars` the first of `associations` that leads there and is not given to another yet; `undefined` where there
   * is none. The very same object goes before another object for its row, so that neither takes the other's place.
   * @param leads where the associations lead, in their order.
   */
  #match(associations: readonly object[], leads: readonly Far[], fars: readonly Far[]): (object | undefined)[] {
    const matched = new Array<object | undefined>(fars.length).fill(undefined);
    const given = new Set<object>();
    for (const identityOf of [(far: Far): unknown => far, (far: Far): unknown => rowOf(far, this.#declared.farKey)]) {
      const waiting = new Map<unknown, object[]>();
      associations.forEach((association, index) => {
        const identity = identityOf(leads[index]);
        if (identity === undefined || given.has(association)) return;
        const queue = waiting.get(identity);
        if (queue === undefined) waiting.set(identity, [association]);
        else queue.push(association);
      });
      // From the end, so that the first one comes by `pop`.
      for (const queue of waiting.values()) queue.reverse();
      fars.forEach((far, index) => {
        const association = matched[index] ?? waiting.get(identityOf(far))?.pop();
        if (association !== undefined) given.add((matched[index] = association));
      });
    }
    return matched;
  }

  /** The association objects for reading: none for an owner that was never saved. */
  #read(): readonly object[] {
    const current = this.#current();
    if (current === undefined && this.#last !== undefined) return this.#last;
    return this.#loaded();
  }

  /** @throws Error when the association is not loaded. */
  #loaded(): readonly object[] {
    const current = this.#current();
    if (current !== undefined) return (this.#last = current);
    if (isUnsaved(this.#owner, this.#declared.ownerKey)) return [];
    throw this.#notLoaded(`${this.#owner.constructor.name} whose ${this.#proxy.association} are not loaded`);
  }

  /** The association objects for writing: an owner that was never saved gets its list now. */
  #writable(): object[] {
    const loaded = this.#loaded() as object[];
    if (this.#current() !== undefined) return loaded;
    const { association } = this.#proxy;
    writeRelation(this.#owner, association, this.#declared.association?.lazy === true, loaded);
    return (this.#last = loaded);
  }

  #current(): object[] | undefined {
    const { association } = this.#proxy;
    const value = readRelation(this.#owner, association, this.#declared.association?.lazy === true);
    if (Array.isArray(value)) return value as object[];
    if (value == null) return undefined;
    throw new TypeError(
      `${this.name} reaches across a list, and ${association} is ${shown(value)}\n` +
        (value instanceof Promise
          ? `declare it with { lazy: true }, or as a plain list`
          : `name the property with the list`),
    );
  }

  #far(association: object): Far {
    const value = this.#farIfLoaded(association);
    if (value !== undefined) return value;
    if (isUnsaved(association, this.#declared.associationKey)) return null;
    throw this.#notLoaded(`${association.constructor.name} whose ${this.#proxy.far} is not loaded`);
  }

  #farIfLoaded(association: object): Far | undefined {
    const { far } = this.#proxy;
    const value = readRelation(association, far, this.#declared.far?.lazy === true);
    if (value instanceof Promise) {
      throw new TypeError(
        `${this.name} reads ${association.constructor.name}.${far}, which is a promise\n` +
          `declare it with { lazy: true }, or assign the entity itself`,
      );
    }
    return value as Far | undefined;
  }

  #notLoaded(what: string): Error {
    const { association, far } = this.#proxy;
    return new Error(
      `${this.name} needs ${association} and their ${far}, and met ${article(what)} ${what}\n` +
        `load them with relations: { ${association}: { ${far}: true } }`,
    );
  }

  /** @throws TypeError when `value` is no far object. */
  #checked(value: unknown): Far {
    const target = this.#declared.far?.target;
    if (value === null) return null;
    const fits =
      target === undefined
        ? typeof value === 'object' && !Array.isArray(value) && !(value instanceof Promise)
        : value instanceof target;
    if (fits) return value as object;
    const hint = value instanceof Promise ? `\nawait it first` : '';
    throw new TypeError(`${this.name} holds ${this.#farNames()}: ${shown(value)} is not one${hint}`);
  }

  #farNames(): string {
    const target = this.#declared.far?.target;
    return target === undefined ? 'entities' : `${target.name} objects`;
  }

  /** A new association object for `far`, its far side not set yet unless the creator did it. */
  #make(far: Far): object {
    const { creator, association } = this.#proxy;
    if (creator !== undefined) {
      const made = creator(far, this.#owner);
      if (typeof made === 'object' && (made as object | null) !== null && !(made instanceof Promise)) {
        // Refuses a promise for the far side now, while nothing is changed yet.
        this.#farIfLoaded(made);
        return made;
      }
      throw new TypeError(`${this.name}: its creator gave ${shown(made)} in place of an object for ${association}`);
    }
    const target = this.#declared.association?.target;
    if (target === undefined) {
      throw new Error(
        `${this.name} does not know how to make an object for ${association}\n` +
          `give @AssociationProxy a creator: { creator: (${this.#proxy.far}) => ... }`,
      );
    }
    return new (target as unknown as new () => object)();
  }

  /** A creator that gives one object twice would lose a row. */
  #assertNew(made: readonly object[]): void {
    const list = this.#loaded();
    const known = made.length > 1 ? new Set(list) : { has: (each: object) => list.includes(each) };
    if (new Set(made).size === made.length && !made.some((each) => known.has(each))) return;
    throw new TypeError(`${this.name}: its creator gave an object that is in ${this.#proxy.association} already`);
  }

  /** Leads `association` to `far`, and keeps the lists at both far ends right where they are loaded. */
  #lead(association: object, far: Far): void {
    const before = this.#farIfLoaded(association);
    if (before !== far) {
      this.#leave(association, before);
      writeRelation(association, this.#proxy.far, this.#declared.far?.lazy === true, far);
    }
    const list = this.#listAt(far);
    if (list !== undefined && !list.includes(association)) list.push(association);
  }

  /** Takes `association` out of the far object's own list, so that saving the far object does not bring it back. */
  #leave(association: object, far: Far | undefined): void {
    const list = this.#listAt(far);
    const index = list?.findIndex((each) => sameRow(each, association, this.#declared.associationKey)) ?? -1;
    if (index >= 0) list!.splice(index, 1);
  }

  #drop(association: object): void {
    this.#leave(association, this.#farIfLoaded(association));
    const near = this.#declared.association?.inverse;
    if (near === undefined || readRelation(association, near, this.#nearLazy) !== this.#owner) return;
    // Not `null`: TypeORM would write that NULL where the object goes into another owner's list.
    writeRelation(association, near, this.#nearLazy, undefined);
  }

  #own(association: object): void {
    const near = this.#declared.association?.inverse;
    if (near !== undefined) writeRelation(association, near, this.#nearLazy, this.#owner);
  }

  get #nearLazy(): boolean {
    return this.#declared.nearLazy;
  }

  /** The far object's loaded list of association objects. */
  #listAt(far: Far | undefined): object[] | undefined {
    const inverse = this.#declared.far?.inverse;
    if (far == null || inverse === undefined) return undefined;
    const lazy = declaredRelation(far.constructor as Class, inverse)?.lazy === true;
    const list = readRelation(far, inverse, lazy);
    return Array.isArray(list) ? (list as object[]) : undefined;
  }
}

function declaredFor(owner: Class, proxy: ProxyDeclaration): Declared {
  let byClass = declaredOf.get(proxy);
  if (byClass === undefined) declaredOf.set(proxy, (byClass = new WeakMap()));
  let declared = byClass.get(owner);
  if (declared === undefined) {
    const association = declaredRelation(owner, proxy.association);
    const far = declaredRelation(association?.target, proxy.far);
    declared = {
      ownerKey: declaredPrimaryKey(owner),
      association,
      associationKey: declaredPrimaryKey(association?.target),
      nearLazy:
        association?.inverse !== undefined && declaredRelation(association.target, association.inverse)?.lazy === true,
      far,
      farKey: declaredPrimaryKey(far?.target),
    };
    byClass.set(owner, declared);
  }
  return declared;
}

/** A value in a message: short, and never through code of the value's own. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  const name = (value.constructor as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' && name !== '' ? `${article(name)} ${name}` : 'an object';
}

/** `1 element`, `2 elements` */
export function counted(length: number): string {
  return `${length} ${length === 1 ? 'element' : 'elements'}`;
}

function article(word: string): string {
  return /^[aeiou]/i.test(word) ? 'an' : 'a';
}
