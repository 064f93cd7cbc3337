import type { EntityMetadata } from 'typeorm';
import { nearNames } from '../near-names';
import { methodInstead } from '../other-orms';
import type { EmbeddedClass } from './embedded-classes';
import { ownNames } from './property-names';
import { prototypesOf } from './prototypes';

/** Names that JavaScript and its libraries ask any object for. */
const ASKED_OF_ANYTHING: ReadonlySet<string> = new Set([
  'then',
  'catch',
  'finally',
  'toJSON',
  'constructor',
  'prototype',
  'inspect',
  'toString',
  'valueOf',
  'length',
  'nodeType',
  'asymmetricMatch',
  'tagName',
  'splice',
]);

/** What only the list of a regular expression's match has. */
const OF_MATCHES: ReadonlySet<string> = new Set(['index', 'input', 'groups', 'indices']);
const LIST_NAMES = Object.getOwnPropertyNames(Array.prototype);

/** What the shell adds to every entity. */
const METHODS = ['save', 'remove', 'softRemove', 'recover', 'reload', 'hasId'];

/** What the person should hear about names that the model does not know. */
export class Notices {
  /** The name that was not known, by what there is to say of it. */
  #notices = new Map<string, string>();

  startLine(): void {
    this.#notices.clear();
  }

  /** Something that has nothing to do with a name. */
  add(notice: string): void {
    this.#notices.set(notice, '');
  }

  /** A property of an entity was read, or is about to be written, that neither the model nor the object knows. */
  unknownProperty(entity: object, metadata: EntityMetadata, name: string, members: Iterable<string>): void {
    if (isAskedOfAnything(entity, name)) return;
    const names = [...ownNames(metadata), ...members];
    this.#add(metadata.name, name, names, [...METHODS, ...methodsOf(entity)]);
  }

  /** The same of an object that is embedded in an entity. */
  unknownInEmbedded(object: object, { name: owner, names }: EmbeddedClass, name: string): void {
    if (!isAskedOfAnything(object, name)) this.#add(owner, name, names, methodsOf(object));
  }

  /** The same of an entity's class. @param methods what the class has, and what the shell adds to it. */
  unknownOfClass(
    target: object,
    metadata: EntityMetadata,
    name: string,
    members: Iterable<string>,
    methods: Iterable<string>,
  ): undefined {
    if (isAskedOfAnything(target, name)) return;
    const names = [...ownNames(metadata), ...members];
    if (names.includes(name))
      this.#notices.set(
        `${name} is a property of each ${metadata.name}, not of the class: ${metadata.name}.findOneBy({ id: 1 }).${name}`,
        name,
      );
    else {
      const instead = methodInstead(name, metadata.name, metadata);
      if (instead === undefined) this.#add(metadata.name, name, names, methods);
      else this.#notices.set(`${metadata.name} has no method ${name}: write ${instead}`, name);
    }
  }

  /** A part of an entity's primary key gets another value: that is another row, and `save()` writes there. */
  newKey(entity: object, { name, primaryColumns }: EntityMetadata, property: string, value: unknown): void {
    if (!primaryColumns.some(({ propertyPath }) => propertyPath === property)) return;
    const before: unknown = Reflect.get(entity, property);
    if (before === undefined || before === null || value === undefined || value === null) return;
    if (String(before) !== String(value))
      this.#notices.set(
        `${property} ${String(value)} is another row: save() would write this ${name} there, and leave row ${String(before)} as it is.`,
        property,
      );
  }

  /** The same of a list, where what was meant is plain. */
  unknownOfList(list: readonly unknown[], name: string): undefined {
    if (!isAskedOfAnything(list, name) && !OF_MATCHES.has(name) && /^[a-z]/iu.test(name))
      this.#addIfNear('A list', name, LIST_NAMES);
  }

  /**
   * The notices since the last time, each once.
   * @param error what the line failed with: what it says itself is left out.
   */
  take(error?: unknown): readonly string[] {
    const called = error instanceof TypeError ? /([\w$]+) is not a function$/u.exec(error.message)?.[1] : undefined;
    const taken = [...this.#notices].filter(([, name]) => name !== called).map(([notice]) => notice);
    this.#notices.clear();
    return taken;
  }

  #addIfNear(owner: string, name: string, names: readonly string[]): void {
    const [near] = nearNames(name, names);
    if (near !== undefined) this.#notices.set(`${owner} has no property ${name} (did you mean ${near}?)`, name);
  }

  #add(owner: string, name: string, names: readonly string[], methods: Iterable<string>): void {
    if (names.includes(name)) return;
    const [near] = nearNames(name, [...names, ...methods]);
    this.#notices.set(`${owner} has no property ${name}${near === undefined ? '' : ` (did you mean ${near}?)`}`, name);
  }
}

function isAskedOfAnything(object: object, name: string): boolean {
  return name in object || ASKED_OF_ANYTHING.has(name) || /^(?:__|@@|\$\$)/u.test(name) || /^\d+$/u.test(name);
}

/** What the class of an object declares. */
function methodsOf(entity: object): ReadonlySet<string> {
  const names = new Set<string>();
  for (const each of prototypesOf(entity)) {
    for (const name of Object.getOwnPropertyNames(each)) if (name !== 'constructor') names.add(name);
  }
  return names;
}
