import { AsyncLocalStorage } from 'node:async_hooks';
import { resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { contextValues, type Extensions } from './shell/extensions';
import { auditFor } from './shell/safety/audit/open-audit';
import { reasonFor } from './shell/safety/audit/reason';
import { productionOf } from './shell/safety/production';
import type { SafetySettings } from './shell/safety/settings';
import { describeDatabase } from './shell/project/describe-database';
import { typeormOf } from './shell/project/typeorm-copy';
import type { OpenContext, ShellParts } from './shell/shell-parts';
import { startShell as startInProcess } from './shell/start';
import { SourceMode } from './shell/safety/modes/source-mode';
import { readVersion } from './version';

export type { ProjectSeed, SeedFacts, SeedRandom, SeedValue } from './shell/data/seed/hooks';
export type { ShellConfig } from './shell/project/find/shell-config';
export type {
  Extensions,
  ProjectCommand,
  ProjectContext,
  ProjectPrint,
  RunningShell,
  ShellAccess,
} from './shell/extensions';

export interface ShellOptions extends Extensions, SafetySettings {
  /** Is initialised first if it is not, and then destroyed when the shell is left; one that is open stays so, and is as it was. */
  readonly dataSource: DataSource;
  /**
   * Arguments as on the command line: `['-e', 'Employee.count()']`, `['--json']`, a file. None unless given: a prompt in a
   * terminal, otherwise standard input line by line.
   */
  readonly args?: readonly string[];
  /** Whose history of inputs this is, and where `import` at the prompt begins: a folder. The current one unless given. */
  readonly projectRoot?: string;
  /** The first line of the banner, before the name of the database. */
  readonly title?: string;
}

/** Runs with all that the shell starts. What the application itself does with the data source meanwhile is its own. */
const ofShell = new AsyncLocalStorage<true>();

/**
 * Opens the shell in this process: for a script of one's own, or an application that has its data source already. It takes the
 * terminal, Ctrl-C and stray errors for as long as it is open.
 * @returns the exit code, once the person has left: 0, 1 for an error in code that ran, 2 for wrong `args`.
 *
 * @example
 * const app = await NestFactory.createApplicationContext(AppModule);
 * await startShell({ dataSource: app.get(DataSource), context: { app } });
 * await app.close();
 */
export function startShell(options: ShellOptions): Promise<number> {
  const { dataSource, args = [], projectRoot = process.cwd() } = options;
  const keepOpen = dataSource.isInitialized;
  return new Promise((left) => {
    const start = (): Promise<void> =>
      startInProcess({
        program: 'startShell',
        version: readVersion(),
        projectRoot,
        argv: args,
        open: (context) => open(options, resolve(projectRoot), keepOpen, context),
        onLeave: left,
      });
    void ofShell.run(true, start);
  });
}

async function open(
  options: ShellOptions,
  root: string,
  keepOpen: boolean,
  openContext: OpenContext,
): Promise<ShellParts> {
  const {
    dataSource,
    title = `typeorm-shell ${readVersion()}`,
    context,
    commands,
    print,
    mask,
    unmask,
    seed,
  } = options;
  const audit = auditFor(openContext, options, root);
  const sources = [{ name: 'main', options: dataSource.options }];
  const reason = await reasonFor(openContext, { settings: options, sources, hasAudit: audit !== undefined });
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when the arguments are known to be right
  const { assemble } = require('./shell/assemble') as typeof import('./shell/assemble');
  if (!dataSource.isInitialized) await dataSource.initialize();
  const mode = SourceMode.of(dataSource);
  const baseFile = resolve(root, 'shell.ts');
  try {
    await mode.enter(openContext.mode ?? 'writable');
    const notices = openContext.interactive ? await mode.replicas?.opening(mode.mode === 'sandbox') : [];
    return assemble({
      ...openContext,
      audit,
      reason,
      keepOpen,
      dataSource,
      typeorm: typeormOf(baseFile).exports,
      baseFile,
      title,
      database: describeDatabase(dataSource.options, root),
      productionName: ({ options: place }) => {
        const { env } = openContext.surroundings;
        const facts = { env, name: 'main', options: place, setting: options.production };
        return productionOf(facts).production ? describeDatabase(place, root) : undefined;
      },
      notices,
      isOfShell: () => ofShell.getStore() === true,
      extensions: { commands, print, mask, unmask, seed, context: await contextValues(context, { dataSource }) },
    });
  } catch (error) {
    // The program goes on with it as it was; why there is no shell is what it hears.
    if (!keepOpen) await dataSource.destroy();
    await mode.leave().catch(() => {});
    throw error;
  }
}
