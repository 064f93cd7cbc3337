/**
 * What an object itself stores under a name. Runs no getter, so it neither loads anything nor fails where reading would.
 * @returns `undefined` for an accessor, a missing property, or no object at all
 */
export function ownData(object: unknown, key: PropertyKey): unknown {
  if (object === null || (typeof object !== 'object' && typeof object !== 'function')) return undefined;
  try {
    return Object.getOwnPropertyDescriptor(object, key)?.value;
  } catch {
    // A Proxy may refuse to be asked.
    return undefined;
  }
}

/**
 * Reads a property the ordinary way, for where a getter of the class is wanted.
 * @returns `undefined` also when reading throws
 */
export function readQuietly(object: unknown, key: PropertyKey): unknown {
  if (object === null || object === undefined) return undefined;
  try {
    return (object as Record<PropertyKey, unknown>)[key];
  } catch {
    return undefined;
  }
}
