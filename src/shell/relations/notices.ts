import type { EntityMetadata } from 'typeorm';
import { nearNames } from '../near-names';
import type { EmbeddedClass } from './embedded-classes';
import { ownNames } from './property-names';

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

/** What the shell adds to every entity. */
const METHODS = ['save', 'remove', 'softRemove', 'recover', 'reload', 'hasId'];

/** What the person should hear about names that the model does not know. */
export class Notices {
  #notices = new Set<string>();

  startLine(): void {
    this.#notices.clear();
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

  /** The notices since the last time, each once. */
  take(): readonly string[] {
    const taken = [...this.#notices];
    this.#notices.clear();
    return taken;
  }

  #add(owner: string, name: string, names: readonly string[], methods: Iterable<string>): void {
    if (names.includes(name)) return;
    const [near] = nearNames(name, [...names, ...methods]);
    this.#notices.add(`${owner} has no property ${name}${near === undefined ? '' : ` (did you mean ${near}?)`}`);
  }
}

function isAskedOfAnything(object: object, name: string): boolean {
  return name in object || ASKED_OF_ANYTHING.has(name) || /^(?:__|@@|\$\$)/u.test(name) || /^\d+$/u.test(name);
}

/** What the class of an object declares. */
function methodsOf(entity: object): ReadonlySet<string> {
  const names = new Set<string>();
  for (
    let each: unknown = Object.getPrototypeOf(entity);
    typeof each === 'object' && each !== null && each !== Object.prototype;
    each = Object.getPrototypeOf(each)
  ) {
    for (const name of Object.getOwnPropertyNames(each)) if (name !== 'constructor') names.add(name);
  }
  return names;
}
