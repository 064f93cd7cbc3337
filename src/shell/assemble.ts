import { dirname } from 'node:path';
import type { DataSource } from 'typeorm';
import { bannerLines } from './banner';
import { colorsFor } from './colors';
import type { BrokenName, ShellRooms } from './commands/command';
import { Evaluator } from './evaluator/evaluator';
import { projectCommands, type Extensions } from './extensions';
import type { TypeormModule } from './names/find-operators';
import type { PrinterLookup } from './own-printer';
import { printerFor } from './printer';
import { describeDatabase } from './project/describe-database';
import { queryLogOf } from './queries/query-log';
import { repetitionNotices } from './repetition-notices';
import type * as AuditModule from './safety/audit/audit';
import type { Audit, AuditedSource, AuditOptions } from './safety/audit/audit';
import type { OpenAudit } from './safety/audit/open-audit';
import { EveryRowGuard } from './safety/every-row/guard';
import { Modes } from './safety/modes/modes';
import { Secrets } from './safety/masking/secrets';
import { Session } from './session';
import type { OpenContext, ShellParts } from './shell-parts';
import { Types, type TypesOptions } from './types/types';
import { CurrentRoom } from './sources/current-room';
import { reloadCommand, type Reloaded } from './sources/reload-command';
import { useCommand } from './sources/use-command';
import { closeRoom, leaveRoom, roomOf, type NamedDataSource, type Room } from './sources/room';
import type { BeforeStatement, Source } from './sources/source';
import { UsageError } from './user-error';
import { valuePrinter } from './value-printer';
import { View } from './view';

/** What a project adds, ready for use. */
export interface AssembledExtensions extends Pick<Extensions, 'commands' | 'print' | 'mask' | 'unmask' | 'seed'> {
  /** Names in scope. */
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface AssembleOptions extends Omit<OpenContext, 'surroundings'> {
  /** Initialised. */
  readonly dataSource: DataSource;
  /** Whether it is a program's that goes on with it: then it stays open when the shell is left. */
  readonly keepOpen?: boolean;
  /** As in ShellRooms. */
  readonly productionName?: ShellRooms['productionName'];
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
  /** Where the data source was loaded from, absolute. */
  readonly file?: string;
  /** More data sources; the person switches to them. */
  readonly others?: readonly NamedDataSource[];
  readonly notices?: readonly string[];
  /** Entities, and relations of entities, that are left out of the model. */
  readonly broken?: readonly BrokenName[];
  readonly extensions?: AssembledExtensions;
  /** Whether what runs now is of the shell, in a program that runs more than it; all is, unless told. */
  readonly isOfShell?: () => boolean;
  /** How the thread that knows TypeScript is kept: for tests. */
  readonly typesThread?: Pick<TypesOptions, 'startWorker' | 'checkTime'>;
  /**
   * Loads the project's code again, for `.reload`; absent where that cannot be.
   * @throws what stands in the way.
   */
  readonly reload?: () => Promise<ReloadedSources>;
}

/** The project's data sources, loaded again and connected. */
export interface ReloadedSources {
  readonly dataSources: readonly [NamedDataSource, ...NamedDataSource[]];
  readonly broken: readonly BrokenName[];
  /** Files that have changed since they were loaded before, relative to the project. */
  readonly changed: readonly string[];
  readonly notices: readonly string[];
}

/** Puts the rooms of the shell together on a data source, or on several. */
export function assemble(options: AssembleOptions): ShellParts {
  const { dataSource, typeorm, title, database, others = [], notices = [], broken = [], extensions = {} } = options;
  const { name = 'main', file } = options;
  const secrets = new Secrets(extensions);
  if (options.reason !== undefined && !options.audit)
    throw new UsageError('--reason is for an audit, and there is none: add --audit FILE.');
  const audit =
    options.audit &&
    auditOf(options.audit, {
      reason: options.reason,
      mode: () => modes.mode,
      used: () => current.room.sources.used,
      masking: secrets.unrevealed,
    });
  const beforeStatement: BeforeStatement = (statement, source) => audit?.beforeStatement(statement, source);
  const guard = new EveryRowGuard({
    yes: options.yes ?? false,
    confirm: options.confirm,
    mode: (asked) => modes.modeOf(asked),
    concerns: options.isOfShell ?? (() => true),
  });
  const guarded = (made: Room): Room => {
    for (const { recorder } of made.sources.all) guard.watch(recorder);
    return made;
  };
  const sources: [NamedDataSource, ...NamedDataSource[]] = [{ name, dataSource, typeorm, file }, ...others];
  const room = guarded(roomOf(sources, secrets, extensions.print, { beforeStatement }));
  const { names } = room;
  const current = new CurrentRoom(room);
  const printers: PrinterLookup = { get: (metadata) => current.room.printers.get(metadata) };
  const evaluator = new Evaluator({
    hooks: current,
    names: { ...names.values, ...extensions.context },
    baseFile: options.programFile ?? options.baseFile,
    interruptible: options.interactive,
  });
  const colors = colorsFor(options.colored);
  // Without a terminal only what was asked for is said.
  const view = new View(options.printSql ? 'on' : options.interactive ? 'off' : 'quiet');
  const printing = { ...options, model: current, printers, masking: secrets, colors };
  const modes = new Modes(() => current.room.sources.inOrder.map(({ mode }) => mode));
  const printer = printerFor({ ...printing, view, mode: () => modes.mode, variables: () => evaluator.variables });
  const queryLog = queryLogOf(() => current.room.sources.all.map(({ recorder }) => recorder));
  const remarks = repetitionNotices(() => current.room.sources.inOrder.map((source) => source.dataSource), view);
  const listed = { ...names.listed, broken, project: Object.keys(extensions.context ?? {}) };
  const session = new Session({
    evaluator,
    observer: current,
    printer,
    queryLog,
    boundary: modes,
    remarks,
    audit,
    loads: () => current.room.sources.all.flatMap(({ relations }) => relations.loads),
  });
  const sourceFile = (): string | undefined => current.room.sources.used.file;
  const types = new Types({
    enabled: options.types ?? true,
    scope: () => ({
      model: current,
      operators: listed.operators,
      sourceFile: sourceFile(),
      currentFolder: dirname(options.programFile ?? options.baseFile),
    }),
    evaluator,
    ran: () => session.ran,
    projectNames: listed.project,
    ...options.typesThread,
  });
  const { reload } = options;
  const load = async (again: NonNullable<typeof reload>): Promise<Reloaded> => {
    const { dataSources, broken: brokenNow, changed, notices: heard } = await again();
    const inUse = current.room.sources.used.name;
    const next = guarded(roomOf(dataSources, secrets, extensions.print, { inUse, beforeStatement }));
    for (const { name: called, mode } of next.sources.all) {
      const before = current.room.sources.all.find((source) => source.name === called)?.mode.replicas;
      if (before) mode.replicas?.use(before.target);
    }
    Object.assign(listed, { ...next.names.listed, broken: brokenNow });
    return { room: next, changed, notices: [...heard, ...next.names.notices] };
  };
  return {
    session,
    names: listed,
    model: current,
    openTransaction: (asked) =>
      current.room.sources.all.find((source) => source.dataSource === asked)?.recorder.activeTransaction(),
    sourceFile,
    sourceName: () => (others.length > 0 ? current.room.sources.used.name : undefined),
    view,
    modes,
    masking: secrets,
    recorders: () => current.room.sources.inOrder.map(({ recorder }) => recorder),
    printAs: (format) => valuePrinter(() => format, { ...printing, asked: true }),
    colors,
    types,
    ...(extensions.seed && { seed: extensions.seed }),
    ...(options.productionName && { productionName: options.productionName }),
    commands: (taken) => [
      ...(others.length > 0 || room.sources.all.some(({ mode }) => mode.replicas) ? [useCommand(current)] : []),
      ...(reload ? [reloadCommand({ current, evaluator, load: () => load(reload) })] : []),
      ...projectCommands(extensions.commands, taken, () => current.dataSource),
    ],
    banner: bannerLines({ title, database, entities: names.listed.entities, width: options.width() }),
    notices: [...notices, ...names.notices],
    warmUp: () => {
      evaluator.isUnfinished('0');
      printer.value(0);
    },
    close: async () => {
      audit?.close();
      types.close();
      guard.release();
      await (options.keepOpen === true ? leaveRoom(current.room) : closeRoom(current.room));
    },
  };
}

interface Audited extends Pick<AuditOptions, 'reason' | 'mode' | 'masking'> {
  /** The data source in use. */
  readonly used: () => Source;
}

function auditOf(open: OpenAudit, { used, ...session }: Audited): Audit {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- few shells have one
  const { Audit: AuditClass } = require('./safety/audit/audit') as typeof AuditModule;
  const source = (): AuditedSource => {
    const { name, dataSource } = used();
    return { name, database: describeDatabase(dataSource.options) };
  };
  return new AuditClass({ ...open, ...session, source });
}
