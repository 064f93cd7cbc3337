import type { DataSource, QueryRunner } from 'typeorm';
import type { ProjectSeed } from '../data/seed/hooks';
import type { ModelContract } from '../model';
import type { Colors } from '../output/theme';
import type { QueryRecorder } from '../queries/recorder';
import type { Masking } from '../safety/masking/masking';
import type { Modes } from '../safety/modes/modes';
import type { ByteSink } from '../safety/write-whole';
import type { Outcome, RunOptions, Session, ValuePrinter } from '../session';
import type { TypesContract } from '../types/types';
import type { ResultFormat, View } from '../view';

/** The rooms of a shell that commands reach, wherever it runs. */
export interface ShellRooms {
  readonly session: Session;
  readonly names: ShellNames;
  /** The model of the data source in use, as it is now. */
  readonly model: ModelContract;
  /** The query runner on which a data source has a transaction open: who asks there sees what it has written. */
  readonly openTransaction: (dataSource: DataSource) => QueryRunner | undefined;
  /** The file that the data source in use came from, where the shell has loaded it itself. */
  readonly sourceFile: () => string | undefined;
  /** The name of the data source in use, where there are several. */
  readonly sourceName: () => string | undefined;
  readonly view: View;
  /** What the session may do to its databases. */
  readonly modes: Modes;
  /** What must not be shown: everything that a command prints or writes of the data asks it. */
  readonly masking: Masking;
  /** Those of the data sources, that of the one in use first. */
  recorders(): readonly QueryRecorder[];
  /** How values are shown in a format, whatever the session's is. */
  printAs(format: ResultFormat): ValuePrinter;
  /** Those of the output, none where it takes none. */
  readonly colors: () => Colors;
  /** What TypeScript knows of the session. */
  readonly types: TypesContract;
  /** What a data source that is production is called, where its mode does not say: in a program that has the shell built in. */
  readonly productionName?: (dataSource: DataSource) => string | undefined;
  /** What the project says of made rows. */
  readonly seed?: ProjectSeed;
}

/** What a command may do to the shell that runs it. The terminal and the batch runner each give one. */
export interface CommandContext extends ShellRooms {
  /** Every command there is, for `.help`. */
  readonly commands: readonly Command[];
  /** Columns of the output. */
  readonly width: number;
  /** Whether a person is at a prompt: the output is a terminal, and they can be asked. */
  readonly interactive: boolean;
  /** Values are JSON, for a program to read (`--json`); what is printed beside them is for people and goes elsewhere. */
  readonly json: boolean;
  print(text: string): void;
  /** The same for what may be long: through the pager where it is longer than the screen. */
  show(text: string): Promise<void>;
  /** Runs a whole input as if it had been entered, and shows what came out. */
  run(text: string, fileName?: string, options?: Omit<RunOptions, 'fileName'>): Promise<void>;
  /** Runs a whole input as if it had been entered, and shows nothing. Ctrl-C ends it. */
  evaluate(text: string, options?: RunOptions): Promise<Outcome>;
  /**
   * Does something that Ctrl-C, or the end of the process, may break off: `stopped` is aborted then. Those who clean up do so when it says
   * so, without waiting: the process may be gone in the next moment.
   */
  breakable<Result>(work: (stopped: AbortSignal) => Promise<Result>): Promise<Result>;
  /** Shows one line in the place of the one before, below all else; `undefined` takes it away. Absent where it cannot be. */
  readonly status?: (line: string | undefined) => void;
  /** Says something to the person where it is not in the way of what is printed. Absent where that is the same. */
  readonly notice?: (text: string) => void;
  /** Where a subcommand writes what is not for people, as a file. Absent where there is no such place. */
  readonly standardOutput?: ByteSink;
  /** Asks whether to go on: only a yes is one. Absent where there is nobody to ask. */
  confirm?(question: string): Promise<boolean>;
  /** Ends the session after this command. */
  leave(): void;
  /** Reads lines until Ctrl-D, runs nothing; `undefined` when Ctrl-C dropped them. Absent where there is no prompt. */
  readonly readLines?: () => Promise<string | undefined>;
  /**
   * Has the last input edited in a program of the person's; what comes of it stands at the next prompt. Absent where there is no prompt
   * that it could stand at.
   * @throws UserError when there is no such program, or it failed.
   */
  readonly edit?: () => Promise<void>;
  /** A path as the person means it. */
  resolvePath(path: string): string;
}

/** The names that the shell itself puts in scope, by what they are; for `.ls` and `.help`. */
export interface ShellNames {
  /** What the project has put in scope. */
  readonly project?: readonly string[];
  readonly entities: readonly string[];
  readonly helpers: readonly NamedHelper[];
  readonly operators: readonly string[];
  /** Entities, and relations of entities, that could not be used. */
  readonly broken?: readonly BrokenName[];
}

export interface BrokenName {
  /** `Post`, or `Post.author`. */
  readonly name: string;
  readonly reason: string;
}

export interface NamedHelper {
  readonly name: string;
  /** What it is, in a few words. */
  readonly summary: string;
}

/** What a command is about, with a few words on each: `.help` shows them group by group. */
export const COMMAND_GROUPS = {
  session: 'inputs, files, leaving',
  safety: 'what may be written, and what is kept',
  SQL: 'what went to the database',
  results: 'how values are shown, and saved',
  model: 'entities and how they hang together',
  docs: 'help, the tour; types, comments and sources of your code',
  project: "this project's own",
} as const;
export type CommandGroup = keyof typeof COMMAND_GROUPS;

/** What completing the argument of a command may know. */
export interface CompletionContext {
  /** The words before the one that is being typed. */
  readonly before: readonly string[];
  /** Entities by their name at the prompt. */
  readonly entities: readonly string[];
  readonly commands: readonly Command[];
  /** The names of the migrations that the data source in use has. */
  readonly migrations: () => readonly string[];
}

/** A dot-command: what it is as data, from which help is made, and what it does. */
export interface Command {
  /** Without the dot. */
  readonly name: string;
  readonly group: CommandGroup;
  /** How its arguments are written: `FILE`, `[on|off]`; empty for none. */
  readonly parameters: string;
  /** One line for `.help`. */
  readonly summary: string;
  /** More lines for `.help name`. */
  readonly details?: readonly string[];
  readonly example: string;
  /** Of the few that everybody needs: its place among them. `.help` shows those by their examples, before all others. */
  readonly common?: number;
  /** Whether it also works in the middle of an unfinished input. */
  readonly duringInput?: boolean;
  /** Whether it asks the database: Ctrl-C ends it then, and what it sent is said under what it shows. */
  readonly asksDatabase?: boolean;
  /** Whether its NAME is looked up in what is in scope, for Tab: it is completed as code. */
  readonly namesCode?: boolean;
  /**
   * The words that may come next, for Tab: all of them, whatever has been typed of it. Runs no code of the person's and asks no database.
   * Names in scope are completed too, where none of these fits.
   */
  completes?(context: CompletionContext): readonly string[];
  /** @throws UserError for what the person should do otherwise. */
  run(context: CommandContext, argument: string): void | Promise<void>;
}
