import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stateFolder, type StateDirectories } from './state-folder';

/** What a person has said once for all of a file of code in a project. */
export type Trust = 'always' | 'never';

/** Which files a person trusts, kept in the user's state directory: `{ "/path/typeorm-shell.config.ts": "always" }`. */
export class TrustFile {
  readonly #path: string | undefined;

  constructor(environment: StateDirectories) {
    const folder = stateFolder(environment);
    this.#path = folder && join(folder, 'trust.json');
  }

  /** @returns `undefined` for a file that the person has said nothing of, also when what was kept cannot be read. */
  of(file: string): Trust | undefined {
    const trust = this.#read()[file];
    return trust === 'always' || trust === 'never' ? trust : undefined;
  }

  /**
   * Keeps what the person has said. Whole or not at all; when another shell does so in the same moment, the later one counts.
   * @throws when it cannot be kept.
   */
  set(file: string, trust: Trust): void {
    if (this.#path === undefined) return;
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    const temporary = `${this.#path}.${randomUUID()}`;
    try {
      writeFileSync(temporary, `${JSON.stringify({ ...this.#read(), [file]: trust }, null, 2)}\n`, {
        mode: 0o600,
        flag: 'wx',
      });
      renameSync(temporary, this.#path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  #read(): Readonly<Record<string, unknown>> {
    try {
      const kept: unknown = JSON.parse(readFileSync(this.#path ?? '', 'utf8'));
      return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
    } catch {
      // Nothing was said yet, or what was kept is damaged: the person is asked again.
      return {};
    }
  }
}
