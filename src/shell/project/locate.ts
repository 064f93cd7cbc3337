import type { Surroundings } from '../shell-parts';
import { DISK } from './file-view';
import type { Decision } from './find/decision';
import { findDataSources, type Found } from './find/find';
import { findConfig } from './find/shell-config';
import { readEnvFiles } from './env-files';
import { TrustFile } from '../safety/trust-file';
import { loadFailure } from './failures/load-failure';
import type { ModuleLoader } from './load-module';
import { projectOptions } from './options';
import { packageRoot } from './project-root';
import { readSettings, type Settings } from './settings';

/** Where the project is, and what decided that. */
export interface Located extends Found {
  /** The project's settings for the shell, where there are any that may be read. */
  readonly settings: Settings | undefined;
  /** What the person should hear of them. */
  readonly notices: readonly string[];
}

/**
 * Finds the project and its data sources, reads its settings and variables, and makes its folder the current one: patterns and
 * paths of a project are relative to that.
 * @throws UserError for a file that was named and is not there.
 */
export async function locate(surroundings: Surroundings, loader: ModuleLoader): Promise<Located> {
  const { given, currentFolder, env, ask, enterFolder } = surroundings;
  const { dataSources, envFiles, trust: trusted } = projectOptions(given);
  const variables = (root: string): readonly Decision[] =>
    readEnvFiles({ root, currentFolder, given: envFiles, files: DISK }, env);
  const settingsRoot = packageRoot(currentFolder, DISK);
  const decisions: Decision[] = [];
  const { settings, ...read } = await readSettings({
    place: findConfig(settingsRoot, DISK),
    root: settingsRoot,
    trusted,
    trust: new TrustFile(env),
    ask,
    load: async (file) => {
      decisions.push(...variables(settingsRoot));
      enterFolder(settingsRoot);
      try {
        return await loader.load(file);
      } catch (error) {
        throw loadFailure(error, file, settingsRoot, []);
      }
    },
  });
  const found = findDataSources({ files: DISK, currentFolder, given: dataSources, config: settings });
  const isRead = decisions.length > 0 && found.root === settingsRoot;
  decisions.push(...read.decisions, ...found.decisions, ...(isRead ? [] : variables(found.root)));
  enterFolder(found.root);
  return { ...found, decisions, settings, notices: read.notices };
}
