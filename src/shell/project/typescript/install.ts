import { register } from 'node:module';
import { resolve } from 'node:path';
import type { Busy } from './compiled-program';
import { isTypeScript } from '../module-format';
import { hookCommonJs } from './commonjs-hooks';
import type { EsmHookData } from './esm-hooks';
import { Programs } from './programs';
import { StackMaps } from './stack-maps';

/** The shell's own modules. */
const SHELL_FOLDER = resolve(__dirname, '../..');

/**
 * Makes this process run the project's TypeScript.
 * @param cacheFolder where compiled programs are kept.
 * @param busy hears when compiling begins, and when it is over.
 * @returns `hookEsm` does the same for ES modules: their hooks need a thread, which takes some 50 ms to start.
 */
export function runTypeScript(cacheFolder: string, busy?: Busy): { readonly programs: Programs; hookEsm(): void } {
  const programs = new Programs(cacheFolder, SHELL_FOLDER, busy);
  const stackMaps = new StackMaps((file) => (isTypeScript(file) ? programs.file(file)?.mapFile : undefined));
  hookCommonJs(programs, stackMaps);
  stackMaps.install();
  let hasEsm = false;
  return {
    programs,
    hookEsm() {
      if (hasEsm) return;
      hasEsm = true;
      registerHooks({ cacheFolder, shellFolder: SHELL_FOLDER });
    },
  };
}

/** `require` in the thread, so that the hooks may be CommonJS, and TypeScript where a hook of `require` compiles it. */
function registerHooks(data: EsmHookData): void {
  const file = JSON.stringify(require.resolve('./esm-hooks'));
  const module = `import { createRequire } from 'node:module';
const hooks = createRequire(${file})(${file});
export const { initialize, resolve, load } = hooks;`;
  register<EsmHookData>(`data:text/javascript,${encodeURIComponent(module)}`, { data });
}
