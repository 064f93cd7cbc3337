import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { DISK } from './file-view';
import { moduleFormat } from './module-format';

/**
 * Loads a file of the project as Node would.
 * @returns its exports: `module.exports`, or the namespace of an ES module.
 * @throws what the file throws.
 */
export async function loadModule(file: string): Promise<unknown> {
  if (moduleFormat(file, DISK) === 'commonjs') return createRequire(file)(file) as unknown;
  return (await import(pathToFileURL(file).href)) as unknown;
}
