import type { DataSource } from 'typeorm';

/** Methods that objects have of their own, beside those of their class, as they were at one time. */
export type OwnMethods = ReadonlyMap<object, ReadonlyMap<string, PropertyDescriptor>>;

/** The own methods of a data source and of what belongs to it for as long as it is open. */
export function ownMethodsOf(dataSource: DataSource): OwnMethods {
  const { driver, manager, relationLoader, entityMetadatas, queryResultCache } = dataSource;
  const columns = entityMetadatas.flatMap((metadata) => metadata.columns);
  return new Map(
    [dataSource, driver, manager, relationLoader, queryResultCache ?? [], entityMetadatas, columns]
      .flat()
      .map((object) => [object, methodsIn(object)]),
  );
}

/**
 * Puts back what was replaced or added in between. What somebody else has replaced since stays.
 * @param before as it was, and is to be again.
 * @param after as it was when all had been replaced.
 */
export function putBack(before: OwnMethods, after: OwnMethods): void {
  for (const [object, replaced] of after) {
    const original = before.get(object);
    for (const [name, { value }] of replaced) {
      const old = original?.get(name);
      if (old?.value === value || Reflect.get(object, name) !== value) continue;
      if (old === undefined) Reflect.deleteProperty(object, name);
      else Object.defineProperty(object, name, old);
    }
  }
}

function methodsIn(object: object): ReadonlyMap<string, PropertyDescriptor> {
  const own = Object.entries(Object.getOwnPropertyDescriptors(object));
  return new Map(own.filter(([, { value }]) => typeof value === 'function'));
}
