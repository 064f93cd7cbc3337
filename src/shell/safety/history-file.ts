import { createHash, randomUUID } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stateFolder, type StateDirectories } from './state-folder';

/** Inputs kept for the next session. */
const KEPT = 2_000;
/** The file may grow to this many before it is cut back to `KEPT`. */
const CUT_AT = 2 * KEPT;

/**
 * Where a project's history is kept: one file a project.
 * @returns `undefined` when the user has no home.
 */
export function historyPath(environment: StateDirectories, projectRoot: string): string | undefined {
  const folder = stateFolder(environment);
  if (folder === undefined) return undefined;
  const digest = createHash('sha256').update(projectRoot).digest('hex').slice(0, 8);
  const name = basename(projectRoot).replace(/[^\w.-]/g, '_');
  return join(folder, `history-${name}-${digest}`);
}

/**
 * A history file: one input a line, oldest first, a newline inside an input written `\n` and a backslash `\\`. Only its owner
 * may read it, whatever it was before. Nothing here throws: a history that cannot be read or written is told once, through
 * `onProblem`, and the shell goes on.
 */
export class HistoryFile {
  readonly #path: string;
  readonly #onProblem: (message: string) => void;
  #broken = false;

  constructor(path: string, onProblem: (message: string) => void) {
    this.#path = path;
    this.#onProblem = onProblem;
  }

  /** @returns what earlier sessions left, oldest first. */
  load(): readonly string[] {
    const entries = this.#try('read', () => {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      if (!existsSync(this.#path)) return [];
      if ((statSync(this.#path).mode & 0o777) !== 0o600) chmodSync(this.#path, 0o600);
      return readFileSync(this.#path, 'utf8').split('\n').filter(Boolean).map(decode);
    });
    if (!entries) return [];
    if (entries.length > CUT_AT) this.#cut(entries.slice(-KEPT));
    return entries.slice(-KEPT);
  }

  /** Writes one input at the end; two shells that do so at once do not disturb each other. */
  append(entry: string): void {
    this.#try('written', () => appendFileSync(this.#path, `${encode(entry)}\n`, { mode: 0o600 }));
  }

  #cut(entries: readonly string[]): void {
    const temporary = `${this.#path}.${randomUUID()}`;
    this.#try('written', () => {
      try {
        writeFileSync(temporary, entries.map((entry) => `${encode(entry)}\n`).join(''), { mode: 0o600, flag: 'wx' });
        renameSync(temporary, this.#path);
      } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
      }
    });
  }

  #try<T>(what: 'read' | 'written', action: () => T): T | undefined {
    if (this.#broken) return undefined;
    try {
      return action();
    } catch (error) {
      this.#broken = true;
      const reason = error instanceof Error ? error.message.replace(/,.*/s, '') : String(error);
      this.#onProblem(`History is not kept: ${this.#path} cannot be ${what} (${reason}).`);
      return undefined;
    }
  }
}

function encode(entry: string): string {
  return entry.replaceAll('\\', '\\\\').replaceAll('\r', '').replaceAll('\n', '\\n');
}

function decode(line: string): string {
  return line.replace(/\\(n|\\)/g, (_whole, escaped: string) => (escaped === 'n' ? '\n' : '\\'));
}
