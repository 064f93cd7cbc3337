import type { DataSource } from 'typeorm';
import { bannerLines } from './banner';
import type { BrokenName } from './commands/command';
import { Evaluator } from './evaluator/evaluator';
import { projectCommands, type Extensions } from './extensions';
import type { TypeormModule } from './names/find-operators';
import { printerFor } from './printer';
import { Session } from './session';
import type { OpenContext, ShellParts } from './shell-parts';
import { roomOf, type NamedDataSource } from './sources/room';

/** What a project adds, ready for use. */
export interface AssembledExtensions extends Pick<Extensions, 'commands' | 'print'> {
  /** Names in scope. */
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface AssembleOptions extends Omit<OpenContext, 'surroundings'> {
  /** Initialised. */
  readonly dataSource: DataSource;
  /** The exports of the project's own TypeORM. */
  readonly typeorm: TypeormModule;
  /** `import` and `require` at the prompt are resolved as if written in this file, unless a program runs. */
  readonly baseFile: string;
  /** The shell's name and version, for the banner. */
  readonly title: string;
  /** Where the data source leads, without a password. */
  readonly database: string;
  /** How the data source is called, where there are others. */
  readonly name?: string;
  /** More data sources; the person switches to them. */
  readonly others?: readonly NamedDataSource[];
  readonly notices?: readonly string[];
  /** Entities, and relations of entities, that are left out of the model. */
  readonly broken?: readonly BrokenName[];
  readonly extensions?: AssembledExtensions;
}

/** Puts the rooms of the shell together on a data source, or on several. */
export function assemble(options: AssembleOptions): ShellParts {
  const { dataSource, typeorm, title, database, others = [], notices = [], broken = [], extensions = {} } = options;
  const { name = 'main' } = options;
  const all = [{ name, dataSource, typeorm }, ...others] as const;
  const { model, printers, hooks, observer, names, commands } = roomOf(all, extensions.print);
  const evaluator = new Evaluator({
    hooks,
    names: { ...names.values, ...extensions.context },
    baseFile: options.programFile ?? options.baseFile,
    interruptible: options.interactive,
  });
  const printer = printerFor({ ...options, model, printers, variables: () => evaluator.variables });
  return {
    session: new Session({ evaluator, observer, printer }),
    names: { ...names.listed, broken, project: Object.keys(extensions.context ?? {}) },
    commands: (taken) => [...commands, ...projectCommands(extensions.commands, taken, dataSource)],
    banner: bannerLines({ title, database, entities: names.listed.entities, width: options.width() }),
    notices: [...notices, ...names.notices],
    warmUp: () => {
      evaluator.isUnfinished('0');
      printer.value(0);
    },
    close: async () => {
      for (const each of all) if (each.dataSource.isInitialized) await each.dataSource.destroy();
    },
  };
}
