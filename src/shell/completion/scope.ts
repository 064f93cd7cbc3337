import type { Command } from '../commands/command';
import type { ModelContract } from '../model';

/** A value that is in scope, found without running anything. */
export interface Found {
  readonly value: unknown;
}

/** An entry of a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** All that completing may know. Nothing here runs code of the person's, or asks the database. */
export interface CompletionScope {
  /** Names in scope that the session has, by name only. */
  readonly names: readonly string[];
  /** The value of a name of the session; `undefined` where there is none yet, or where it cannot be had without running code. */
  look(name: string): Found | undefined;
  /** Names that JavaScript and Node give. */
  readonly globals: readonly string[];
  /** Entities by their name at the prompt. */
  readonly entities: readonly string[];
  /** TypeORM's find operators that are in scope. */
  readonly operators: readonly string[];
  readonly model: ModelContract;
  readonly commands: readonly Command[];
  /** Whether the shell waits for promises by itself. */
  readonly waits: boolean;
  /** What is in a folder, named as the person would; empty when it cannot be read. */
  readonly folder: (path: string) => readonly FolderEntry[];
  /** What `import` and `require` can be given that is no path: packages of the project and Node's own modules. */
  readonly modules: () => readonly string[];
}
