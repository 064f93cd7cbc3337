import { AssociationList, type ProxyDeclaration } from './association-proxy/association-list';
import { refuseClassField } from './association-proxy/class-field';
import { keepMovedRows } from './association-proxy/moved-rows';
import { viewOf } from './association-proxy/view';

/** What `@AssociationProxy` can be told. */
export interface AssociationProxyOptions<Association extends object, Far extends object> {
  /**
   * Makes the association object for `far` (`null` when `null` is put into the list). What it leaves out is set: the far
   * side, and the near side where the association declares its inverse. Without a creator, `new Association()` is made.
   */
  readonly creator?: (far: Far | null, owner: never) => Association;
}

/** A proxy as others may ask for it: the relation to load, and the relation of its objects to load with it. */
export interface AssociationProxyPath {
  readonly association: string;
  readonly far: string;
  /** The arrays that owners have shown: so that one can be told from any other Proxy without asking it. */
  readonly views: WeakSet<object>;
}

/**
 * Where a prototype keeps its association proxies, as a `Map` from property to {@link AssociationProxyPath}. It is a
 * registered symbol so that tools can look without importing this file.
 */
export const ASSOCIATION_PROXIES: unique symbol = Symbol.for('typeorm-shell.associationProxies') as never;

/**
 * Reaches across an association object: `employee.projects` for `employee.assignments.map((a) => a.project)`, to read and
 * to write. The idea and the meaning of each write are those of SQLAlchemy's association proxy.
 *
 *     @OneToMany(() => Assignment, (assignment) => assignment.employee, { cascade: true })
 *     assignments!: Relation<Assignment>[];
 *
 *     @AssociationProxy<Assignment, Project>('assignments', 'project')
 *     declare projects: Project[];
 *
 * The property is no column and no relation: the schema does not change, and TypeORM's `save()` sees the association objects
 * only. Write `declare`, or compile with `"useDefineForClassFields": false`: otherwise the class makes a field of that
 * name, which would hide the proxy, and the decorator throws.
 *
 * **Reading.** A live array: `Array.isArray` holds, every method of arrays works, and it is the same array each time. Both the
 * association and its far side have to be loaded (`relations: { assignments: { project: true } }`); an owner that was never
 * saved starts with an empty list (one whose primary key you give yourself: set `assignments = []` first, nothing else tells
 * it from one that was loaded without). An association object that leads nowhere reads as `null`.
 *
 * **Writing** makes and drops association objects; `save()` of the owner then writes them. Each operation is checked first, so
 * that one that is refused changes nothing.
 * - `push`, `unshift` and an index equal to the length make an association object each, also for a pair that exists already.
 * - `pop`, `shift`, a smaller `length` and `delete list[i]` drop one (`delete` closes the gap: a list of rows has no holes).
 * - `list[i] = far`, `fill` and `copyWithin` keep the association object and lead it to another far object.
 * - `sort` and `reverse` order the association objects; nothing changes in the database, which keeps no order.
 * - `splice` and assigning a whole list (any iterable) write the difference: a far object that stays, or another object for
 *   the same row, keeps its association object, the first one that leads to it.
 * - An index past the end, or a larger `length`, is refused.
 *
 * Where the inverse sides are declared and loaded they are kept right as well: a new association object gets its near side
 * (`assignment.employee`; like any two sides that you set, these make a circle for `JSON.stringify`), and enters and leaves the
 * far object's own list (`project.assignments`). A dropped one has no near side any more. So that no `save()` takes
 * the move of an association object for its removal, the first use works around a fault of TypeORM's (see moved-rows.ts).
 *
 * @param association the property with the list of association objects.
 * @param far the property of an association object that leads to the far side.
 * @throws TypeError when the class hides the property behind a field.
 */
export function AssociationProxy<Association extends object, Far extends object>(
  association: string,
  far: string & keyof Association,
  options: AssociationProxyOptions<Association, Far> = {},
): PropertyDecorator {
  return (prototype, property) => {
    if (typeof property !== 'string') throw new TypeError('@AssociationProxy goes on a property with a name');
    refuseClassField(prototype.constructor, property);
    keepMovedRows();
    const declaration: ProxyDeclaration = {
      property,
      association,
      far,
      creator: options.creator as ProxyDeclaration['creator'],
    };
    const views = new WeakMap<object, { readonly list: AssociationList; readonly view: unknown[] }>();
    const shown = new WeakSet<object>();
    const open = (owner: object): { readonly list: AssociationList; readonly view: unknown[] } => {
      let opened = views.get(owner);
      if (opened === undefined) {
        const list = new AssociationList(owner, declaration);
        views.set(owner, (opened = { list, view: viewOf(list) }));
        shown.add(opened.view);
      }
      return opened;
    };
    Object.defineProperty(prototype, property, {
      get(this: object) {
        // `Employee.prototype.projects`, as a completer or a debugger reads it.
        if (this === prototype) return undefined;
        const { list, view } = open(this);
        list.assertLoaded();
        return view;
      },
      set(this: object, values: unknown) {
        open(this).list.assign(values);
      },
      configurable: true,
      enumerable: false,
    });
    register(prototype, property, { association, far, views: shown });
  };
}

/**
 * The association proxies of a class, its superclasses' included, by property.
 * @param target a class; for anything else the answer is empty.
 */
export function associationProxiesOf(target: Function): ReadonlyMap<string, AssociationProxyPath> {
  const all = new Map<string, AssociationProxyPath>();
  const chain: object[] = [];
  for (
    let each: unknown = target.prototype;
    each !== null && typeof each === 'object';
    each = Object.getPrototypeOf(each)
  ) {
    chain.unshift(each);
  }
  for (const prototype of chain) {
    for (const [property, path] of ownProxies(prototype) ?? []) all.set(property, path);
  }
  return all;
}

function ownProxies(prototype: object): Map<string, AssociationProxyPath> | undefined {
  return Object.getOwnPropertyDescriptor(prototype, ASSOCIATION_PROXIES)?.value as
    Map<string, AssociationProxyPath> | undefined;
}

function register(prototype: object, property: string, path: AssociationProxyPath): void {
  let own = ownProxies(prototype);
  if (own === undefined) {
    // A subclass's map starts with what it inherits, so that one read of the symbol is enough.
    own = new Map(associationProxiesOf(prototype.constructor));
    Object.defineProperty(prototype, ASSOCIATION_PROXIES, { value: own, configurable: true, enumerable: false });
  }
  own.set(property, path);
}
