import type { DataSourceOptions } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { dataSourceOptions, type DatabaseOptions } from '../../src/data-source-options';
import { prepareDatabase } from '../../src/project-database';
import type { Mode } from '../../src/shell/safety/modes/mode';
import { SourceMode } from '../../src/shell/safety/modes/source-mode';
import type { ShellParts } from '../../src/shell/shell-parts';
import { runCommand } from '../support/run-command';
import { shellInProcess } from '../support/shell-in-process';

/** The lesson's model on several servers, of which the first is written to. */
export function replicated(urls: readonly string[]): DatabaseOptions {
  const [master, ...slaves] = urls.map((url) => ({ url }));
  const type = urls[0]?.startsWith('postgres') === true ? 'postgres' : 'mariadb';
  return { type, replication: { master, slaves } } as DataSourceOptions as DatabaseOptions;
}

/** Makes the lesson's tables and rows on a server. */
export async function makeLesson(url: string): Promise<void> {
  const dataSource = createDataSource(dataSourceOptions({ DATABASE_URL: url }));
  await dataSource.initialize();
  await prepareDatabase(dataSource);
  await dataSource.destroy();
}

/** What a line came to. */
export interface Entered {
  readonly value: unknown;
  /** The first line of what is said of an error; `undefined` where there was none. */
  readonly failed: string | undefined;
  readonly notices: readonly string[];
}

/** The shell in this process, on a cluster. */
export class ClusterShell {
  private constructor(
    readonly parts: ShellParts,
    readonly mode: SourceMode,
  ) {}

  static async open(urls: readonly string[], mode: Mode = 'writable'): Promise<ClusterShell> {
    const dataSource = createDataSource(replicated(urls));
    const source = SourceMode.of(dataSource);
    source.prepare(mode);
    await dataSource.initialize();
    return new ClusterShell(shellInProcess(dataSource), source);
  }

  async enter(line: string): Promise<Entered> {
    const outcome = await this.parts.session.run(line);
    const failed = outcome.ok ? undefined : outcome.text.split('\n')[0];
    return { value: outcome.ok ? outcome.value : undefined, failed, notices: outcome.notices };
  }

  /** @returns what it printed. */
  use(argument = ''): Promise<string> {
    return runCommand(this.parts, `.use ${argument}`, { commands: this.parts.commands?.(() => []) });
  }

  command(line: string): Promise<string> {
    return runCommand(this.parts, line);
  }

  close(): Promise<void> {
    return this.parts.close();
  }
}
