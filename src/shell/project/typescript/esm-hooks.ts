import type { LoadHook, ResolveHook } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DISK } from '../file-view';
import { isTypeScript, moduleFormat } from '../module-format';
import { Programs } from './programs';
import { TIMES, timesIn } from './times';

/**
 * Hooks of Node's ES module loader (`module.register`): what `commonjs-hooks.ts` does for `require`. They run in a thread of
 * their own, so they share nothing with the shell but the cache.
 */

export interface EsmHookData {
  readonly cacheFolder: string;
  readonly shellFolder: string;
}

let programs: Programs | undefined;
/** How many times the project was loaded anew, as far as the hooks have heard. */
let times = 0;

export function initialize({ cacheFolder, shellFolder }: EsmHookData): void {
  programs = new Programs(cacheFolder, shellFolder);
}

export const resolve: ResolveHook = async (specifier, context, next) => {
  const asked = timesIn(specifier);
  if (asked > times) {
    times = asked;
    programs?.forget();
  }
  const resolved = await resolveOnce(specifier, context, next);
  return times === 0 ? resolved : { ...resolved, url: anew(resolved.url) };
};

/** The URL by which a file of the project is loaded this time, whoever asks for it. */
function anew(url: string): string {
  const file = pathOf(url);
  if (file === undefined || timesIn(url) > 0 || programs?.isProjects(file) !== true) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${TIMES}=${times}`;
}

const resolveOnce: ResolveHook = async (specifier, context, next) => {
  const parent = pathOf(context.parentURL);
  const [bare, query = ''] = specifier.split(/(?=[?])/);
  const found = parent === undefined ? undefined : programs?.resolve(pathOf(bare) ?? bare ?? specifier, parent);
  return found === undefined
    ? next(specifier, context)
    : { url: `${pathToFileURL(DISK.realPath(found)).href}${query}`, format: formatOf(found), shortCircuit: true };
};

export const load: LoadHook = async (url, context, next) => {
  const file = pathOf(url);
  const format = file === undefined ? undefined : formatOf(file);
  if (file === undefined || format === undefined) return next(url, context);
  // Left to `require`, and its hooks.
  if (format === 'commonjs') {
    return isTypeScript(file) ? { format, shortCircuit: true } : next(url, context);
  }
  const compiled = programs?.file(file);
  return compiled === undefined ? next(url, context) : { format, source: compiled.text, shortCircuit: true };
};

function formatOf(file: string): 'commonjs' | 'module' | undefined {
  return /\.([cm]?[jt]s|[jt]sx)$/.test(file) ? moduleFormat(file, DISK) : undefined;
}

function pathOf(url: string | undefined): string | undefined {
  return url?.startsWith('file:') ? fileURLToPath(url.replace(/[?#].*$/, '')) : undefined;
}
