import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';

/** What finding a project may ask of the file system. Tests give one made of a list. */
export interface FileView {
  isFile(path: string): boolean;
  /** Names in a folder; none when there is no such folder. */
  list(folder: string): readonly string[];
  /** @throws when there is no such file. */
  read(path: string): string;
}

export const DISK = {
  isFile: (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  list(folder: string): readonly string[] {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
  // Without the mark that some editors of Windows begin a file with: JSON is none with it.
  read: (path: string) => readFileSync(path, 'utf8').replace(/^\uFEFF/, ''),
  /** Where a file really is: Node knows modules by that. */
  realPath: (path: string) => realpathSync(path),
} satisfies FileView & { realPath(path: string): string };
