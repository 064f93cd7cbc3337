import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { UserError } from '../user-error';
import { upwards } from './project-root';

/** A copy of TypeORM: the project's own, never the shell's. */
export interface TypeormCopy {
  /** Where its package.json is. */
  readonly folder: string;
  readonly version: string;
  /** Its exports. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Loads one of its modules, `metadata-builder/ConnectionMetadataBuilder`. */
  load(path: string): Readonly<Record<string, unknown>>;
}

/**
 * The TypeORM that a file of the project gets.
 * @throws UserError when there is none, or when it is older than 0.3.
 */
export function typeormOf(file: string): TypeormCopy {
  const require = createRequire(file);
  let main: string;
  try {
    main = require.resolve('typeorm');
  } catch {
    throw new UserError(`There is no typeorm in ${dirname(file)} or above.`, 'Run: npm install typeorm');
  }
  const { folder, version } = packageOf(main, 'typeorm');
  if (/^0\.[0-2]\./.test(version)) {
    throw new UserError(`typeorm ${version} in ${folder} is too old.`, 'The shell works with 0.3.20 and newer.');
  }
  return {
    folder,
    version,
    exports: require(main) as Readonly<Record<string, unknown>>,
    load: (path) => require(join(folder, `${path}.js`)) as Readonly<Record<string, unknown>>,
  };
}

/** The folder and version of the package that a module file belongs to. By path: a package's `exports` may hide package.json. */
export function packageOf(file: string, name: string): { readonly folder: string; readonly version: string } {
  for (const folder of upwards(dirname(file))) {
    try {
      const found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (found.name === name) return { folder, version: found.version ?? 'unknown' };
    } catch {
      // A folder inside of the package.
    }
  }
  return { folder: dirname(file), version: 'unknown' };
}
