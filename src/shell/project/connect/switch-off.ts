import type { DataSource } from 'typeorm';
import { changeOptions } from './change-options';

/** Options with which connecting writes to the database. */
const WRITING = ['synchronize', 'migrationsRun', 'dropSchema'] as const;

/**
 * Sees to it that connecting writes nothing: what the options say of it is switched off, and PostgreSQL's extensions are not
 * installed.
 * @returns the options that were on.
 */
export function switchOffWriting(dataSource: DataSource): readonly string[] {
  const options = dataSource.options as unknown as Readonly<Record<string, unknown>>;
  const wereOn = WRITING.filter((name) => Boolean(options[name]));
  changeOptions(dataSource, Object.fromEntries([...WRITING, 'installExtensions'].map((name) => [name, false])));
  return wereOn;
}
