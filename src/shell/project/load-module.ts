import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, type CacheDirectories } from './cache-folder';
import { DISK } from './file-view';
import { isTypeScript, moduleFormat } from './module-format';
import { upwards } from './project-root';
import { TIMES } from './typescript/times';
import type { Busy } from './typescript/compiled-program';
import type * as InstallModule from './typescript/install';

/** Loads files of a project as Node would, its TypeScript too. */
export class ModuleLoader {
  readonly #directories: CacheDirectories;
  #cacheFolder: string | undefined;
  readonly #busy: Busy | undefined;
  #typescript: ReturnType<typeof InstallModule.runTypeScript> | undefined;
  /** How many times the project was forgotten. */
  #times = 0;

  /**
   * @param directories where the user's cache is.
   * @param busy hears when compiling begins, and when it is over (`undefined`).
   */
  constructor({ XDG_CACHE_HOME, HOME }: CacheDirectories, busy?: Busy) {
    // As they are now: a project's own variables have no say in it.
    this.#directories = { XDG_CACHE_HOME, HOME };
    this.#busy = busy;
  }

  /** Where compiled programs are kept. It is made when it is asked for: a project in JavaScript needs none. */
  get cacheFolder(): string {
    return (this.#cacheFolder ??= cacheFolder(this.#directories));
  }

  /**
   * @param file absolute path.
   * @returns its exports: `module.exports`, or the namespace of an ES module.
   * @throws what the file throws.
   */
  async load(file: string): Promise<unknown> {
    const isModule = moduleFormat(file, DISK) === 'module';
    const isCompiled = isTypeScript(file);
    // A file that is none may name files that are, by a pattern. ES modules are loaded anew by the hooks alone.
    if (isCompiled || this.#times > 0 || this.#isAmongTypeScript(file)) {
      const { programs, hookEsm } = this.#runTypeScript();
      // Compiled here, so that the thread of the hooks finds it in the cache.
      if (isCompiled) programs.file(file);
      if (isModule) hookEsm();
    }
    if (!isModule) return createRequire(file)(file) as unknown;
    const { href } = pathToFileURL(file);
    return (await import(this.#times === 0 ? href : `${href}?${TIMES}=${this.#times}`)) as unknown;
  }

  /** The project's files are loaded anew from now on, with whatever they load themselves. */
  forget(): void {
    this.#times++;
    const { programs } = this.#runTypeScript();
    programs.forget();
    for (const file of Object.keys(require.cache))
      if (programs.isProjects(file)) Reflect.deleteProperty(require.cache, file);
  }

  #runTypeScript(): ReturnType<typeof InstallModule.runTypeScript> {
    return (this.#typescript ??= install().runTypeScript(this.cacheFolder, this.#busy));
  }

  #isAmongTypeScript(file: string): boolean {
    return upwards(dirname(file)).some((folder) => DISK.isFile(join(folder, 'tsconfig.json')));
  }
}

/** Loaded for TypeScript alone. */
function install(): typeof InstallModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./typescript/install') as typeof InstallModule;
}
