import type { GivenOptions, NewDatabase } from './command-line';
import type { Mode } from './safety/modes/mode';
import type { Command, ShellRooms } from './commands/command';
import type { OpenAudit } from './safety/audit/open-audit';

/** What opening a shell has to know of where it runs. */
export interface OpenContext {
  /** A program to run, as an absolute path: `import` and `require` are resolved from it. */
  readonly programFile: string | undefined;
  /** In a terminal Ctrl-C may interrupt a running loop. */
  readonly interactive: boolean;
  /** Values and errors as JSON. */
  readonly json: boolean;
  /** Show the statements of each input from the start. */
  readonly printSql?: boolean;
  /** What the session may do to the database, where it was asked for. */
  readonly mode?: Mode;
  /** What becomes of a database that is not there, where something is to be done that knows. */
  readonly newDatabase?: NewDatabase;
  readonly colored: boolean;
  /** Columns of the output, asked each time something is printed. */
  readonly width: () => number;
  /** Columns that a table may take: `width` unless told, no limit where the output is no terminal. */
  readonly tableWidth?: () => number;
  /** What is entered is written down there, where the command line says so. */
  readonly audit?: OpenAudit;
  /** Why the person opens the shell. */
  readonly reason?: string;
  /** Whether TypeScript is asked about the session; it is, unless told. */
  readonly types?: boolean;
  /** Nothing is asked before every row of a table is changed. */
  readonly yes?: boolean;
  /** Asks whether to go on while something runs. Absent where nobody can be asked. */
  readonly confirm?: Confirm;
  readonly surroundings: Surroundings;
}

/** Asks a question with a few answers; `undefined` when the person gives none. */
export type Ask = <Answer extends string>(question: string, answers: readonly Answer[]) => Promise<Answer | undefined>;

/**
 * Asks whether to go on, after it has said what would happen.
 * @returns `undefined` when nobody can be asked now.
 */
export type Confirm = (what: string) => Promise<boolean | undefined>;

/** What the process says and holds, for those who open a project: they may read and change it only through this. */
export interface Surroundings {
  /** What was given of the program's own options. */
  readonly given: GivenOptions;
  /** The variables of the process; a project's `.env` is read into it. */
  readonly env: NodeJS.ProcessEnv;
  /** Absolute. */
  readonly currentFolder: string;
  /** Makes another folder the current one. */
  enterFolder(folder: string): void;
  /** Asks the person; absent where nobody can be asked. */
  readonly ask?: Ask;
  /** The same for an answer in the person's words; `undefined` when they give none. */
  readonly askText?: (question: string) => Promise<string | undefined>;
  /** Says what is being loaded, so that the person hears it when that ends the process; `undefined` when it is loaded. */
  loading(name: string | undefined): void;
  /** Shows in a terminal what takes long before the prompt is there; `undefined` when it is over. */
  busy(what: string | undefined): void;
}

/** A shell that is ready to run code, whatever feeds it. */
export interface ShellParts extends ShellRooms {
  /**
   * Commands beside those of every shell.
   * @param taken the names of those; asked only if there is any other command.
   * @throws UserError for a command that is none.
   */
  commands?(taken: () => readonly string[]): readonly Command[];
  /** What the prompt says first: at most six lines. */
  readonly banner: readonly string[];
  /** What the person should know first (pending migrations); also without a terminal. */
  readonly notices: readonly string[];
  /** Loads what the first input needs: called when the prompt is there, and the person is still reading. */
  warmUp?(): void;
  /** Looks for what there is more to say, when the prompt is there. */
  later?(): Promise<readonly string[]>;
  /** Closes the connection, or leaves it to the program whose it is as it was. */
  close(): Promise<void>;
}
