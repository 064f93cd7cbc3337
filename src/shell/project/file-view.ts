import { readdirSync, readFileSync, statSync } from 'node:fs';

/** What finding a project may ask of the file system. Tests give one made of a list. */
export interface FileView {
  isFile(path: string): boolean;
  /** Names in a folder; none when there is no such folder. */
  list(folder: string): readonly string[];
  /** @throws when there is no such file. */
  read(path: string): string;
}

export const DISK: FileView = {
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  list(folder) {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
  read: (path) => readFileSync(path, 'utf8'),
};
