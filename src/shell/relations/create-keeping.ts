import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ModelContract } from '../model';
import { isToMany, loadedValue } from './relation-value';

/**
 * Makes an entity of an object of values and keeps the entities among them: `Employee.create({ meetings: [meeting] })` has that
 * very meeting. TypeORM copies each with all that it leads to, and never ends where that is a circle, as it is wherever
 * relations were touched.
 * @param create TypeORM's own, for everything else.
 */
export function createKeeping(
  manager: EntityManager,
  create: (values: object) => object,
  given: object,
  metadata: EntityMetadata,
  model: ModelContract,
): object {
  const kept: [name: string, value: unknown][] = [];
  const hidden: PropertyDescriptorMap = {};
  const entityOf = (value: unknown, target: EntityMetadata): unknown =>
    typeof value !== 'object' || value === null || model.metadataOf(value) !== undefined
      ? value
      : manager.create(target.target, value as ObjectLiteral);
  for (const relation of metadata.relations) {
    if (relation.embeddedMetadata !== undefined) continue;
    const value = loadedValue(given, relation);
    const list = isToMany(relation) && Array.isArray(value) ? (value as readonly unknown[]) : [value];
    if (!list.some((each) => model.metadataOf(each) !== undefined)) continue;
    const target = relation.inverseEntityMetadata;
    kept.push([relation.propertyName, isToMany(relation) ? list.map((each) => entityOf(each, target)) : value]);
    for (const name of [relation.propertyName, `__${relation.propertyName}__`, `__promise_${relation.propertyName}__`])
      hidden[name] = { value: undefined };
  }
  const made = create(kept.length === 0 ? given : (Object.create(given, hidden) as object));
  for (const [name, value] of kept) Reflect.set(made, name, value);
  return made;
}
