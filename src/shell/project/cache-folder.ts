import { accessSync, constants, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

export interface CacheDirectories {
  readonly XDG_CACHE_HOME?: string | undefined;
  readonly HOME?: string | undefined;
}

const PROGRAMS = 'programs';
const OTHERS_MAY_WRITE = 0o002;

/**
 * Where compiled programs are kept: in the user's cache directory (https://specifications.freedesktop.org/basedir-spec/latest/).
 * What is in it is run, so it has to be the user's own: where there is no home, or the place is somebody else's or cannot be
 * written, a folder of the user's among the temporary files, and failing that one for this process alone.
 * @param temporary the folder of temporary files.
 */
export function cacheFolder({ XDG_CACHE_HOME: cache, HOME: home }: CacheDirectories, temporary = tmpdir()): string {
  // The specification says that a relative path here is to be ignored.
  const base = cache?.startsWith('/') ? cache : home ? join(home, '.cache') : undefined;
  const { uid } = userInfo();
  const usual = base === undefined ? [] : [join(base, 'typeorm-shell', PROGRAMS)];
  for (const folder of [...usual, join(temporary, `typeorm-shell-${uid}`, PROGRAMS)])
    if (isOwn(folder, uid)) return folder;
  return mkdtempSync(join(temporary, 'typeorm-shell-'));
}

/** Makes the folder if it is not there. Whether it and the one around it are this user's and no link, and can be written. */
function isOwn(folder: string, uid: number): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return [dirname(folder), folder].every((each) => {
      const found = lstatSync(each);
      // Windows knows no such owner: -1.
      return found.isDirectory() && (uid === -1 || (found.uid === uid && (found.mode & OTHERS_MAY_WRITE) === 0));
    });
  } catch {
    return false;
  }
}
