import { connectFailure } from '../failures/connect-failure';
import { DISK } from '../file-view';
import type { LoadedSource } from '../load-sources';
import type { Broken } from './tolerant-build';
import type { Connecting } from './connecting';
import { assertDatabaseFile } from './sqlite-file';

/** What became of connecting: what the person should know, and what does not work. */
export interface Connected {
  readonly notices: readonly string[];
  readonly broken: readonly Broken[];
}

export interface ConnectRequest {
  /** The project's folder, which is the current one. */
  readonly root: string;
  readonly connecting: Connecting;
  /** See `unsetVariables`. */
  readonly unset: (file: string) => readonly string[];
  /** Whether SQLite may make a file that is not there. */
  readonly makesFile?: boolean;
}

/**
 * Connects a data source, which writes nothing, or waits until the project has.
 * @throws UserError when it cannot.
 */
export async function connectSource(
  { dataSource, file }: LoadedSource,
  { root, connecting, unset, makesFile = false }: ConnectRequest,
): Promise<Connected> {
  try {
    if (!dataSource.isInitialized && !makesFile) assertDatabaseFile(dataSource, root, DISK);
    await connecting.connect(dataSource);
  } catch (error) {
    throw connectFailure(error, dataSource, root, unset(file));
  }
  const { notices, broken } = connecting.reportOf(dataSource);
  return { notices, broken };
}
