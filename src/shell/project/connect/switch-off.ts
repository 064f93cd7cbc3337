import type { DataSource } from 'typeorm';

/** Options with which connecting writes to the database. */
const WRITING = ['synchronize', 'migrationsRun', 'dropSchema'] as const;

type Options = Record<string, unknown>;

/**
 * Sees to it that connecting writes nothing: what the options say of it is switched off, and PostgreSQL's extensions are not
 * installed.
 * @returns the options that were on.
 */
export function switchOffWriting(dataSource: DataSource): readonly string[] {
  const options = dataSource.options as unknown as Options;
  const driver = dataSource.driver as unknown as { options?: Options };
  const wereOn = WRITING.filter((name) => Boolean(options[name]));
  const off = Object.fromEntries([...WRITING, 'installExtensions'].map((name) => [name, false]));
  const driverOptions = driver.options;
  const replaced = assigned(options, off);
  (dataSource as unknown as { options: Options }).options = replaced;
  if (driverOptions) driver.options = driverOptions === options ? replaced : assigned(driverOptions, off);
  return wereOn;
}

/** The object itself, which others may hold, or a copy of one that is frozen. */
function assigned(object: Options, more: Options): Options {
  return Object.isFrozen(object) || !Object.isExtensible(object) ? { ...object, ...more } : Object.assign(object, more);
}
