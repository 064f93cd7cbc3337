import type { DataSource } from 'typeorm';
import { bannerLines } from './banner';
import type { BrokenName } from './commands/command';
import { Evaluator } from './evaluator/evaluator';
import { entityPrinters, projectCommands, type Extensions } from './extensions';
import { Model } from './model';
import type { TypeormModule } from './names/find-operators';
import { namesInScope } from './names/shell-names';
import { printerFor } from './printer';
import { QueryRecorder } from './queries/recorder';
import { Relations } from './relations/relations';
import { watchDatabaseFile } from './safety/database-file';
import { Session } from './session';
import type { OpenContext, ShellParts } from './shell-parts';

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
  readonly notices?: readonly string[];
  /** Entities, and relations of entities, that are left out of the model. */
  readonly broken?: readonly BrokenName[];
  readonly extensions?: AssembledExtensions;
}

/** Puts the rooms of the shell together on one data source. */
export function assemble(options: AssembleOptions): ShellParts {
  const { dataSource, typeorm, title, database, notices = [], broken = [], extensions = {} } = options;
  const recorder = new QueryRecorder(dataSource);
  const model = new Model(dataSource);
  const printers = entityPrinters(extensions.print, model);
  const relations = new Relations(model, recorder, printers);
  const names = namesInScope(model, typeorm);
  const evaluator = new Evaluator({
    hooks: relations,
    names: { ...names.values, ...extensions.context },
    baseFile: options.programFile ?? options.baseFile,
    interruptible: options.interactive,
  });
  const printer = printerFor({ ...options, model, printers, variables: () => evaluator.variables });
  return {
    session: new Session({ evaluator, observer: watchDatabaseFile(relations, dataSource, recorder), printer }),
    names: { ...names.listed, broken, project: Object.keys(extensions.context ?? {}) },
    commands: (taken) => projectCommands(extensions.commands, taken, dataSource),
    banner: bannerLines({ title, database, entities: names.listed.entities, width: options.width() }),
    notices: [...notices, ...names.notices],
    warmUp: () => {
      evaluator.isUnfinished('0');
      printer.value(0);
    },
    close: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
    },
  };
}
