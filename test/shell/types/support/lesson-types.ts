import { resolve } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { createDataSource } from '../../../../src/data-source';
import { dataSourceOptions } from '../../../../src/data-source-options';
import { seed } from '../../../../src/seed';
import type { Suggestion } from '../../../../src/shell/completion/suggestion';
import type { ShellParts } from '../../../../src/shell/shell-parts';
import { shellInProcess } from '../../../support/shell-in-process';

const ROOT = resolve(__dirname, '../../../..');

interface LessonOptions {
  readonly types?: boolean;
  readonly startWorker?: () => Worker;
}

/** The shell on the lesson's project, in this process, with its thread. */
export class LessonTypes {
  private constructor(readonly parts: ShellParts) {}

  static async open({ types = true, ...thread }: LessonOptions = {}): Promise<LessonTypes> {
    // On a busy machine a warning takes as long as it takes.
    const typesThread = { checkTime: 60_000, ...thread };
    const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' })).initialize();
    await dataSource.runMigrations();
    await seed(dataSource);
    return new LessonTypes(shellInProcess(dataSource, { baseFile: resolve(ROOT, 'shell.ts'), types, typesThread }));
  }

  async run(...inputs: readonly string[]): Promise<void> {
    for (const input of inputs) {
      const outcome = await this.parts.session.run(input);
      if (!outcome.ok) throw outcome.error;
    }
  }

  async type(text: string): Promise<string | undefined> {
    return (await this.parts.types.typeOf(text))?.text;
  }

  /** What is suggested at the end of a text, or where `|` stands. */
  async suggestions(marked: string): Promise<readonly Suggestion[]> {
    const at = marked.indexOf('|');
    const text = marked.replace('|', '');
    const found = await this.parts.types.complete({ text, cursor: at < 0 ? text.length : at });
    return found?.suggestions ?? [];
  }

  async names(marked: string): Promise<readonly string[]> {
    return (await this.suggestions(marked)).map(({ text }) => text);
  }

  close(): Promise<void> {
    return this.parts.close();
  }
}
