import { spawn, type ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { programCall } from './program-call';

/** A program that shows a long text screen by screen. */
export interface Pager {
  /** How the person calls it. */
  readonly command: string;
  /**
   * Shows a text; the terminal is the pager's meanwhile. Resolves when the person has left it.
   * @param parts lines, without a newline at the end of the last; taken as the pager takes them
   * @returns what went wrong, in half a sentence that names the command: the person has not seen the text then
   */
  show(parts: Iterable<string> | AsyncIterable<string>): Promise<string | undefined>;
  /** Ctrl-C reached the terminal: how the pager ends after that is the person's doing. */
  interrupt(): void;
  /** Ends it, if it runs. */
  close(): void;
}

/** Colours as colours, long lines cut at the edge: the arrows go there. */
const USUAL = 'less -RS';
/** What a person sets who wants none. */
const NONE: ReadonlySet<string> = new Set(['', 'cat']);
/** So much text, in UTF-16 units, is handed over at once. */
const AT_ONCE = 16_384;
/** How much later than its pager the shell may hear of Ctrl-C, in milliseconds. */
const SIGNAL_DELAY = 200;
const NO_SUCH_COMMAND = 127;
/** From here on a shell says with its exit code which signal ended its program. */
const BY_SIGNAL = 128;

/** The person's pager, as `PAGER` says it; `undefined` when they want none. */
export function pagerOf(env: NodeJS.ProcessEnv): Pager | undefined {
  const command = (env.PAGER ?? USUAL).trim();
  return NONE.has(command) ? undefined : new PagerProgram(command, env);
}

class PagerProgram implements Pager {
  #running: ChildProcess | undefined;
  #interrupted = false;

  constructor(
    readonly command: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  async show(parts: Iterable<string> | AsyncIterable<string>): Promise<string | undefined> {
    this.#interrupted = false;
    const { program, args } = programCall(this.command);
    const child = spawn(program, args, {
      stdio: ['pipe', 'inherit', 'inherit'],
      // Without the first, `less` alone shows codes for colours (git does the same).
      env: { LESS: '-RS', ...this.env },
    });
    this.#running = child;
    // Who leaves early has read enough: a pipe that is closed is no failure.
    child.stdin.on('error', () => {});
    const ended = new Promise<string | undefined>((done) => {
      child.on('error', ({ code = '' }: NodeJS.ErrnoException) => done(this.#problem(code)));
      child.on('close', (code) => done(code === null ? undefined : this.#problemOnceHeard(code)));
    });
    try {
      await feed(child.stdin, parts);
    } finally {
      child.stdin.end();
      await ended;
      this.#running = undefined;
    }
    return ended;
  }

  interrupt(): void {
    this.#interrupted = true;
  }

  close(): void {
    this.#running?.kill();
  }

  /** The same Ctrl-C reaches the pager and the shell, and the pager may have ended before the shell has heard of it. */
  async #problemOnceHeard(code: number): Promise<string | undefined> {
    if (this.#problem(code) !== undefined) await setTimeout(SIGNAL_DELAY);
    return this.#problem(code);
  }

  /**
   * A pager that the person leaves ends with 0, also when it has not read all; one that cannot start, or does not know an option,
   * ends with something else, some (`less`) after they have waited for Enter.
   * @param how the exit code, or why there is no process
   */
  #problem(how: number | string): string | undefined {
    if (how === NO_SUCH_COMMAND || how === 'ENOENT') return `There is no pager ${this.command}`;
    if (typeof how === 'string') return `The pager ${this.command} cannot be run (${how})`;
    if (how === 0 || how >= BY_SIGNAL || this.#interrupted) return undefined;
    return `The pager ${this.command} failed (exit code ${how})`;
  }
}

async function feed(pipe: Writable, parts: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let text = '';
  const write = async (): Promise<void> => {
    const isTaken = pipe.write(text);
    text = '';
    if (!isTaken && !pipe.destroyed) await drained(pipe);
  };
  for await (const part of parts) {
    text += `${part}\n`;
    if (text.length >= AT_ONCE) await write();
    if (pipe.destroyed) return;
  }
  await write();
}

function drained(pipe: Writable): Promise<void> {
  return new Promise((done) => {
    const heard = (): void => {
      pipe.off('drain', heard).off('close', heard);
      done();
    };
    pipe.on('drain', heard).on('close', heard);
  });
}
