import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import type { QueryRecorder } from '../queries/recorder';
import type { LineObserver } from '../session';

/** The file that a SQLite connection was opened on. A connection holds on to it, also when nobody else can find it any more. */
class DatabaseFile {
  readonly #path: string;
  readonly #identity: string | undefined;

  constructor(path: string) {
    this.#path = resolve(path);
    this.#identity = identityOf(this.#path);
  }

  /** What became of it while it was open; `undefined` when it is where it was. */
  lost(): string | undefined {
    const now = identityOf(this.#path);
    if (this.#identity === undefined || now === this.#identity) return undefined;
    const what = now === undefined ? 'is not there any more' : 'is another file now';
    return `${this.#path} ${what}: what this shell writes will be lost. Leave it and start it again.`;
  }
}

function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

/**
 * Says after each line that wrote to a SQLite database whose file was deleted or replaced meanwhile that the write is lost.
 * @returns the observer itself where there is no such file
 */
export function watchDatabaseFile(
  observer: LineObserver,
  { options }: DataSource,
  recorder: QueryRecorder,
): LineObserver {
  if (options.type !== 'better-sqlite3' || ['', ':memory:'].includes(options.database)) return observer;
  const file = new DatabaseFile(options.database);
  let mark = recorder.mark();
  return {
    startLine: () => {
      mark = recorder.mark();
      observer.startLine();
    },
    endLine: () => observer.endLine(),
    beforePrint: (values) => observer.beforePrint(values),
    takeNotices: (error) => {
      const lost = recorder.wroteSince(mark) ? file.lost() : undefined;
      return [...observer.takeNotices(error), ...(lost === undefined ? [] : [lost])];
    },
  };
}
