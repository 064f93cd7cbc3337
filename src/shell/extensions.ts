import type { DataSource, EntityMetadata } from 'typeorm';
import type { Command } from './commands/command';
import type { ProjectSeed } from './data/seed/hooks';
import type { ModelContract } from './model';
import { nearNames } from './near-names';
import type { OwnPrinter, Printers } from './own-printer';
import type { MaskingRules } from './safety/masking/secrets';
import { UserError } from './user-error';

/** What a project's own code is handed of the shell. */
export interface ShellAccess {
  /** The data source that the shell is on, initialised. */
  readonly dataSource: DataSource;
}

/** The same while the shell runs. */
export interface RunningShell extends ShellAccess {
  /** Shows text, with a new line at its end. */
  print(text: string): void;
  /** Runs code as if it had been entered: shows its value, or its error. */
  run(code: string): Promise<void>;
}

/** A dot-command of a project. */
export interface ProjectCommand {
  /** Without the dot: letters, digits, `_` and `-`, a letter first. */
  readonly name: string;
  /** One line for `.help`. */
  readonly summary: string;
  /** How its arguments are written: `FILE`, `[on|off]`; none unless given. */
  readonly parameters?: string;
  /** An example for `.help name`. */
  readonly example?: string;
  /**
   * @param argument what stands behind the command's name.
   * @returns what is to be shown; nothing for `undefined`. An error that it throws is shown, and the session goes on.
   */
  run(shell: RunningShell, argument: string): unknown;
}

/** Names in scope by what they are called, or a function that gives them once the data source is there. */
export type ProjectContext =
  | Readonly<Record<string, unknown>>
  | ((shell: ShellAccess) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>);

/** How objects of an entity print, by the entity's name at the prompt. What the function reads of relations is loaded before. */
export type ProjectPrint = Readonly<Record<string, (entity: never) => string>>;

/** What a project adds to its shell. */
export interface Extensions extends MaskingRules {
  readonly context?: ProjectContext;
  readonly commands?: readonly ProjectCommand[];
  readonly print?: ProjectPrint;
  /** Values for `typeorm-shell seed` that the metadata cannot know. */
  readonly seed?: ProjectSeed;
}

const NAME = /^[A-Za-z][\w-]*$/;

/**
 * The values that a project puts in scope.
 * @throws UserError when there are none to be had: what the project's function threw is in it.
 */
export async function contextValues(
  context: ProjectContext | undefined,
  shell: ShellAccess,
): Promise<Readonly<Record<string, unknown>>> {
  if (context === undefined) return {};
  if (typeof context !== 'function') return context;
  try {
    return (await context(shell)) ?? {};
  } catch (error) {
    throw new UserError(
      `The project's context failed: ${error instanceof Error ? error.message : String(error)}`,
      "It is the function `context` of the shell's options.",
    );
  }
}

/**
 * A project's commands as commands of the shell.
 * @param taken names that the shell's own commands have: a project's command never hides one.
 * @throws UserError for one that is none.
 */
export function projectCommands(
  commands: readonly ProjectCommand[] | undefined,
  taken: () => readonly string[],
  dataSource: () => DataSource,
): readonly Command[] {
  if (commands === undefined || commands.length === 0) return [];
  const names = new Set(taken());
  return commands.map((command) => {
    const { name, summary, parameters = '', example = `.${name} ${parameters}`.trimEnd() } = command;
    if (typeof name !== 'string' || !NAME.test(name))
      throw new UserError(
        `A command cannot be called ${JSON.stringify(name)}.`,
        'Letters, digits, _ and -, a letter first.',
      );
    if (names.has(name))
      throw new UserError(`There is a command .${name} already.`, "Give the project's command another name.");
    if (typeof command.run !== 'function') throw new UserError(`The command .${name} has no function "run".`);
    names.add(name);
    return {
      name,
      group: 'project',
      parameters,
      summary: summary ?? '',
      example,
      async run({ print, run }, argument) {
        const value = await command.run(
          { dataSource: dataSource(), print, run: (code) => run(code, `.${name}`) },
          argument,
        );
        if (value !== undefined) print(typeof value === 'string' ? value : String(value));
      },
    };
  });
}

/**
 * Who prints which entity.
 * @throws UserError for a name that is no entity's.
 */
export function entityPrinters(print: ProjectPrint | undefined, model: ModelContract): Printers {
  const printers = new Map<EntityMetadata, OwnPrinter>();
  for (const [name, printer] of Object.entries(print ?? {})) {
    const metadata = model.metadataOfTarget(model.entities.get(name));
    if (metadata === undefined) {
      const [near] = nearNames(name, [...model.entities.keys()]);
      throw new UserError(`"print" names no entity: ${name}${near === undefined ? '.' : `: did you mean ${near}?`}`);
    }
    if (typeof printer !== 'function') throw new UserError(`"print" has no function for ${name}.`);
    // As if the class had a method of its own.
    printers.set(metadata, function (this: unknown) {
      return printer(this as never);
    });
  }
  return printers;
}
