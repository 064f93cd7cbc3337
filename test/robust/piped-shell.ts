import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ROOT } from '../support/run';

/** What a shell printed on one line. */
export interface Answer {
  readonly output: string;
  /** What it said on the standard error. */
  readonly said: string;
}

/** Printed on both streams when a line is over. */
const OVER = 'this line is over';

/** The shell on this project, a process that is given one line after the other through its standard input. */
export class PipedShell {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<number | string>;
  readonly #heard = { output: '', said: '' };
  #changed: () => void = () => {};

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.#ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
    for (const [stream, name] of [[child.stdout, 'output'] as const, [child.stderr, 'said'] as const]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#heard[name] += text;
        this.#changed();
      });
    }
    child.stdin.on('error', () => {}); // It may have ended.
  }

  /** This project's shell on a database, as in `DATABASE_URL`. @returns when it is ready. */
  static on(url: string): Promise<PipedShell> {
    return PipedShell.start([...NODE, path.join(ROOT, 'src', 'repl.ts')], ROOT, { DATABASE_URL: url });
  }

  /** @param program the shell's program, with what stands before it. @param folder the current one. */
  static async start(program: readonly string[], folder: string, env: NodeJS.ProcessEnv = {}): Promise<PipedShell> {
    const [command = '', ...args] = [...program, '--keep-going'];
    const shell = new PipedShell(spawn(command, args, { cwd: folder, env: { ...process.env, NO_COLOR: '1', ...env } }));
    shell.greeting = (await shell.enter('0')).said;
    return shell;
  }

  /** What it said before the first line. */
  greeting = '';

  /** Enters a line, and waits until it is over. @throws when the shell ends. */
  async enter(line: string): Promise<Answer> {
    this.#heard.output = this.#heard.said = '';
    this.#child.stdin.write(`${line}\nconsole.error('${OVER}'); '${OVER}'\n`);
    const over = new Promise<void>((resolve) => {
      this.#changed = () => {
        if (Object.values(this.#heard).every((text) => text.includes(OVER))) resolve();
      };
    });
    const ended = await Promise.race([over, this.#ended]);
    const [output, said] = [this.#heard.output, this.#heard.said].map((text) => text.split(`${OVER}`)[0] ?? '');
    if (ended !== undefined) throw new Error(`The shell has ended (${ended}): ${said}`);
    return { output: (output ?? '').replace(/'$/, '').trimEnd(), said: (said ?? '').trimEnd() };
  }

  /** @returns the exit code, or the signal that ended it. */
  leave(): Promise<number | string> {
    this.#child.stdin.end();
    return this.#ended;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

/** Node, for the TypeScript of this project. */
export const NODE: readonly string[] = [process.execPath, '-r', path.join(ROOT, 'scripts', 'ts.cjs')];
