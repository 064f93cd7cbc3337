import type { EntityMetadata } from 'typeorm';
import { nearNames } from '../near-names';
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

/** What the person should hear about names that the model does not know. */
export class Notices {
  #notices = new Set<string>();

  startLine(): void {
    this.#notices.clear();
  }

  /** A property of an entity was read, or is about to be written, that neither the model nor the object knows. */
  unknownProperty(entity: object, metadata: EntityMetadata, name: string, members: Iterable<string>): void {
    if (name in entity || ASKED_OF_ANYTHING.has(name) || /^(?:__|@@|\$\$)/u.test(name) || /^\d+$/u.test(name)) return;
    const names = new Set([...ownNames(metadata), ...members]);
    if (names.has(name)) return;
    const [near] = nearNames(name, [...names, ...methodsOf(entity)]);
    this.#notices.add(
      `${metadata.name} has no property ${name}${near === undefined ? '' : ` (did you mean ${near}?)`}`,
    );
  }

  /** The notices since the last time, each once. */
  take(): readonly string[] {
    const taken = [...this.#notices];
    this.#notices.clear();
    return taken;
  }
}

/** What the entity's class declares, and what the shell adds to it. */
function methodsOf(entity: object): ReadonlySet<string> {
  const names = new Set(['save', 'remove', 'softRemove', 'recover', 'reload', 'hasId']);
  for (
    let each: unknown = Object.getPrototypeOf(entity);
    typeof each === 'object' && each !== null && each !== Object.prototype;
    each = Object.getPrototypeOf(each)
  ) {
    for (const name of Object.getOwnPropertyNames(each)) if (name !== 'constructor') names.add(name);
  }
  return names;
}
