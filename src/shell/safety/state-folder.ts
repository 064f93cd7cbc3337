import { join } from 'node:path';

export interface StateDirectories {
  readonly XDG_STATE_HOME?: string | undefined;
  readonly HOME?: string | undefined;
}

/**
 * Where the shell keeps what it remembers, in the user's state directory
 * (https://specifications.freedesktop.org/basedir-spec/latest/).
 * @returns `undefined` when the user has no home.
 */
export function stateFolder({ XDG_STATE_HOME: state, HOME: home }: StateDirectories): string | undefined {
  // The specification says that a relative path here is to be ignored.
  const directory = state?.startsWith('/') ? state : home ? join(home, '.local', 'state') : undefined;
  return directory === undefined ? undefined : join(directory, 'typeorm-shell');
}
