import type { Surroundings } from '../shell-parts';
import { DISK } from './file-view';
import type { Decision } from './find/decision';
import { findDataSources, type Found } from './find/find';
import { findConfig, type ConfigPlace, type ShellConfig } from './find/shell-config';
import { readEnvFiles } from './env-files';
import { projectOptions } from './options';
import { packageRoot } from './project-root';

/** Where the project is, and what decided that. */
export interface Located extends Found {
  /** The project's settings for the shell, where there are any that may be read. */
  readonly config: { readonly place: ConfigPlace; readonly value: ShellConfig } | undefined;
}

/**
 * Finds the project and its data sources, reads its settings and variables, and makes its folder the current one: patterns and
 * paths of a project are relative to that.
 * @throws UserError for a file that was named and is not there.
 */
export async function locate(surroundings: Surroundings): Promise<Located> {
  const { given, currentFolder, env, enterFolder } = surroundings;
  const options = projectOptions(given);
  const decisions: Decision[] = [];
  const config = settings(packageRoot(currentFolder, DISK), decisions);
  const found = findDataSources({ files: DISK, currentFolder, given: options.dataSources, config });
  decisions.push(...found.decisions);
  decisions.push(...readEnvFiles({ root: found.root, currentFolder, given: options.envFiles, files: DISK }, env));
  enterFolder(found.root);
  return { ...found, decisions, config };
}

/** Settings that are plain data. Those that are code wait until a person has said that they are trusted. */
function settings(root: string, decisions: Decision[]): Located['config'] {
  const place = findConfig(root, DISK);
  if (place?.kind === 'data') return { place, value: place.config };
  if (place) decisions.push({ looked: 'settings in code', found: place.path, why: 'left: not trusted' });
  return undefined;
}
