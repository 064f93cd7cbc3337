import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../user-error';
import { programCall } from './program-call';

/** A program in which a person edits a text: vi, nano, an editor with windows of its own. */
export interface TextProgram {
  /**
   * Has a text edited; the terminal is the program's meanwhile. Resolves when the person has left it.
   * @returns the text, without newlines at its end
   * @throws UserError when there is no such program, or it failed: then what it saved does not count
   */
  edit(text: string): Promise<string>;
  /** Ends it, if it runs, and removes what it was given. */
  close(): void;
}

/** What most systems have, where the person has not said which they want. */
const USUAL = ['vi', 'nano'];
const NO_SUCH_COMMAND = 127;
const NAME_ANOTHER = 'EDITOR names another.';

/** The person's, as `VISUAL` and `EDITOR` say it. */
export function textProgramOf(env: NodeJS.ProcessEnv): TextProgram {
  const command = (env.VISUAL?.trim() || env.EDITOR?.trim()) ?? '';
  return new EditorProgram(command === '' ? USUAL : [command], env);
}

class EditorProgram implements TextProgram {
  #running: ChildProcess | undefined;
  #folder: string | undefined;

  /** @param commands the first that is there is taken */
  constructor(
    private readonly commands: readonly string[],
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  async edit(text: string): Promise<string> {
    // Only its owner may look into the folder.
    this.#folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-'));
    const path = join(this.#folder, 'input.ts');
    try {
      writeFileSync(path, `${text}\n`, { mode: 0o600 });
      await this.#open(path);
      return readFileSync(path, 'utf8').replace(/\r\n?/g, '\n').replace(/\n+$/, '');
    } finally {
      this.#remove();
    }
  }

  close(): void {
    this.#running?.kill();
    this.#remove();
  }

  async #open(path: string): Promise<void> {
    for (const command of this.commands) {
      const how = await this.#run(command, path);
      if (how === 0) return;
      if (how === 'ENOENT' || how === NO_SUCH_COMMAND) continue;
      const what = typeof how === 'number' ? `failed (exit code ${how})` : `cannot be run (${how})`;
      throw new UserError(`The editor ${command} ${what}: the input is as it was.`, NAME_ANOTHER);
    }
    throw new UserError(`There is no editor ${this.commands.join(' and no ')}.`, NAME_ANOTHER);
  }

  /** @returns the exit code, what ended it, or why it did not start. */
  #run(command: string, path: string): Promise<number | string> {
    const { program, args } = programCall(command, [path]);
    const child = spawn(program, args, { stdio: 'inherit', env: this.env });
    this.#running = child;
    return new Promise<number | string>((done) => {
      child.on('error', ({ code = '' }: NodeJS.ErrnoException) => done(code));
      child.on('close', (code, signal) => done(code ?? signal ?? ''));
    }).finally(() => (this.#running = undefined));
  }

  #remove(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }
}
