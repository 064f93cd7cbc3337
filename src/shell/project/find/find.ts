import { join, relative, resolve } from 'node:path';
import type { FileView } from '../file-view';
import { packageRoot } from '../project-root';
import type { Decision, Step } from './decision';
import { inNpmScripts, type PackageFile } from './npm-scripts';
import { inSources } from './in-sources';
import { configName, configuredFiles, type ConfigPlace, type ShellConfig } from './shell-config';
import { withExtension } from './source-of';
import { inUsualPlaces } from './usual-places';

export interface FindRequest {
  readonly files: FileView;
  /** Absolute. */
  readonly currentFolder: string;
  /** What `-d` names, as written. */
  readonly given: readonly string[];
  /** The project's settings, as far as they may be read. */
  readonly config?: { readonly place: ConfigPlace; readonly value: ShellConfig } | undefined;
}

export interface Found {
  /** The folder of the project: of its package.json. */
  readonly root: string;
  /** The files of the data sources, absolute; none when nothing was found. */
  readonly dataSources: readonly string[];
  /** Files that were named and are not there. */
  readonly missing: readonly string[];
  readonly decisions: readonly Decision[];
  /** Files that may be tried where the one that was guessed exports no data source; none where a person named it. */
  readonly alternatives: () => readonly string[];
}

/** Looks in one way. */
type Look = () => Step & { readonly missing?: readonly string[] };

/**
 * Finds the project's data sources: what `-d` names, else what its settings name, else its npm scripts, else the usual places,
 * else what is written in its files. The first that finds something decides. Asks the file view alone.
 */
export function findDataSources(request: FindRequest): Found {
  const { files, currentFolder, given, config } = request;
  if (given.length > 0) return givenOnes(request);
  const root = packageRoot(currentFolder, files);
  const decisions: Decision[] = [];
  const named: readonly Look[] = [
    () => fromConfig(root, files, config),
    () => inNpmScripts(packageFile(root, files), root, files),
  ];
  const guesses: readonly Look[] = [
    () => inUsualPlaces(root, files),
    () => inSources(root, files),
    () => inUsualPlaces(root, files, 'built'),
  ];
  for (const step of [...named, ...guesses]) {
    const { files: found, others = [], missing = [], decisions: made } = step();
    decisions.push(...made);
    const [first] = found;
    // In a repository of several packages it is the package of the file that is opened.
    if (first !== undefined) {
      const isGuess = guesses.includes(step);
      const own = isGuess ? packageRoot(join(first, '..'), files) : root;
      const alternatives = (): readonly string[] =>
        [...others, ...inSources(own, files).candidates].filter(
          (file) => isGuess && !found.includes(file) && packageRoot(join(file, '..'), files) === own,
        );
      return { root: own, dataSources: found, missing, decisions, alternatives };
    }
    if (missing.length > 0) return { root, dataSources: found, missing, decisions, alternatives: none };
  }
  return { root, dataSources: [], missing: [], decisions, alternatives: none };
}

const none = (): readonly string[] => [];

function givenOnes({ files, currentFolder, given }: FindRequest): Found {
  const paths = given.map((path) => resolve(currentFolder, path));
  const there = paths.map((path) => withExtension(path, files));
  const dataSources = there.filter((path) => path !== undefined);
  return {
    root: packageRoot(join(dataSources[0] ?? currentFolder, ...(dataSources[0] ? ['..'] : [])), files),
    dataSources: [...new Set(dataSources)],
    missing: given.filter((_path, index) => there[index] === undefined),
    alternatives: none,
    decisions: given.map((path, index) => ({
      looked: `-d ${path}`,
      found: there[index] && relative(currentFolder, there[index]),
    })),
  };
}

function fromConfig(
  root: string,
  files: FileView,
  config: FindRequest['config'],
): Step & { readonly missing: readonly string[] } {
  const looked = 'typeorm-shell.config.*, or the key typeorm-shell in package.json';
  if (config === undefined) return { files: [], missing: [], decisions: [{ looked }] };
  const found = configName(config.place, root);
  const named = configuredFiles(config.place, config.value);
  if (named.length === 0)
    return { files: [], missing: [], decisions: [{ looked, found, why: 'names no data source' }] };
  const there = named.map((path) => withExtension(path, files));
  return {
    files: there.filter((path) => path !== undefined),
    missing: named.filter((_path, index) => there[index] === undefined).map((path) => relative(root, path)),
    decisions: [{ looked, found, why: `names ${named.map((path) => relative(root, path)).join(', ')}` }],
  };
}

function packageFile(root: string, files: FileView): PackageFile {
  try {
    return JSON.parse(files.read(join(root, 'package.json'))) as PackageFile;
  } catch {
    return {};
  }
}
