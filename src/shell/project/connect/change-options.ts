import type { DataSource } from 'typeorm';

type Options = Record<string, unknown>;

/** Changes options of a data source that is not connected yet, also those that its driver holds. */
export function changeOptions(dataSource: DataSource, changed: Readonly<Options>): void {
  const options = dataSource.options as unknown as Options;
  const driver = dataSource.driver as unknown as { options?: Options };
  const driverOptions = driver.options;
  const replaced = assigned(options, changed);
  (dataSource as unknown as { options: Options }).options = replaced;
  if (driverOptions) driver.options = driverOptions === options ? replaced : assigned(driverOptions, changed);
}

/** The object itself, which others may hold, or a copy of one that is frozen. */
function assigned(object: Options, more: Readonly<Options>): Options {
  return Object.isFrozen(object) || !Object.isExtensible(object) ? { ...object, ...more } : Object.assign(object, more);
}
