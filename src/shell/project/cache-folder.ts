import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CacheDirectories {
  readonly XDG_CACHE_HOME?: string | undefined;
  readonly HOME?: string | undefined;
}

/**
 * Where compiled programs are kept: in the user's cache directory (https://specifications.freedesktop.org/basedir-spec/latest/);
 * that of temporary files for a user who has no home.
 */
export function cacheFolder({ XDG_CACHE_HOME: cache, HOME: home }: CacheDirectories): string {
  // The specification says that a relative path here is to be ignored.
  const folder = cache?.startsWith('/') ? cache : home ? join(home, '.cache') : tmpdir();
  return join(folder, 'typeorm-shell', 'programs');
}
