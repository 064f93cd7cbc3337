import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after } from 'node:test';
import * as pty from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';

const ROOT = resolve(__dirname, '../..');
const PLAIN_SHELL = join(ROOT, 'test/support/plain-shell.ts');

/** How long a test waits for something that does not come, in milliseconds, before it fails and shows the screen. */
const PATIENCE = 20_000;

/**
 * Code that prints `looping` and never ends. Not with `console.log`: a SIGINT that comes in the moment in which Node finishes
 * writing to a stream is lost at times, with a bare `vm` script and `breakOnSigint` too (Node 20.20: 5 of 30 tries).
 */
export const LOOP = "require('fs').writeSync(1, 'looping\\n'); while (true) {}";

export interface ShellOptions {
  /** The TypeScript file that starts the shell: the one with nothing behind it, unless told. */
  readonly script?: string;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it knows types: the thread with TypeScript takes a processor for seconds, and no test of something else needs it. */
  readonly types?: boolean;
  /** The current folder: that of this repository, unless told. */
  readonly folder?: string;
  readonly columns?: number;
  readonly rows?: number;
  /** The user's home, where the history is; a new one, removed in the end, unless told. */
  readonly home?: string;
}

/** How a character looks. */
export interface Look {
  /** 0 to 7, as the terminal counts them; `undefined` for the usual. */
  readonly color: number | undefined;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code, or the signal that ended it. */
  readonly code: number | string;
}

/**
 * The real shell in a real pseudo-terminal, seen through a terminal emulator: a test asks what is on the screen, not which
 * escape codes were sent. It goes on when it sees what it waits for, and never sleeps. (After mongosh's TestShell.)
 *
 * The pseudo-terminal is `@lydell/node-pty`: node-pty with its binaries as packages of their own, so that `npm ci` alone is
 * enough; node-pty itself is compiled on Linux, `script` cannot resize, and python or tmux need not be there.
 */
export class TestShell {
  static readonly #open = new Set<TestShell>();

  static {
    after(() => {
      const left = [...TestShell.#open];
      left.forEach((shell) => shell.kill());
      if (left.length > 0)
        throw new Error(`${left.length} shell(s) left open; the last screen:\n${left.at(-1)!.screen}`);
    });
  }

  readonly #pty: pty.IPty;
  readonly #terminal: Terminal;
  readonly #waiting = new Set<() => void>();
  readonly exited: Promise<number>;
  #raw = '';
  #exitCode: number | undefined;
  #mark = 0;

  private constructor(options: ShellOptions) {
    const { columns: cols = 80, rows = 24 } = options;
    this.#terminal = new Terminal({ cols, rows, allowProposedApi: true, scrollback: 10_000 });
    this.#pty = pty.spawn(process.execPath, commandOf(withTypesAsAsked(options)), {
      cols,
      rows,
      cwd: options.folder ?? ROOT,
      env: environmentOf(options),
    });
    // What the emulator answers (where the cursor is) goes back, as in a real terminal.
    this.#terminal.onData((answer) => this.#pty.write(answer));
    this.#pty.onData((data) => {
      this.#raw += data;
      this.#terminal.write(data, () => this.#changed());
    });
    this.exited = new Promise((done) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        TestShell.#open.delete(this);
        this.#exitCode = signal ? 128 + signal : exitCode;
        // The emulator takes in what came last before anybody looks at the screen.
        this.#terminal.write('', () => {
          this.#changed();
          done(this.#exitCode ?? 0);
        });
      });
    });
    TestShell.#open.add(this);
  }

  /** Starts a shell and waits for its prompt. */
  static async start(options: ShellOptions = {}): Promise<TestShell> {
    const shell = TestShell.launch(options);
    await shell.until(() => shell.#atPrompt, 'the first prompt');
    return shell;
  }

  /** Starts a shell that may ask something first. */
  static launch(options: ShellOptions = {}): TestShell {
    return new TestShell(options);
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Everything the shell sent, escape codes included. */
  get raw(): string {
    return this.#raw;
  }

  /** What has been on the screen from the start, without trailing blanks. */
  get screen(): string {
    return this.#lines(0, this.#row + 1)
      .join('\n')
      .trimEnd();
  }

  /** What is on the screen from the line on which the last input began. */
  get answer(): string {
    return this.#lines(this.#mark, this.#row + 1)
      .join('\n')
      .trimEnd();
  }

  /** What is on the screen now, below the cursor too, without trailing blanks. */
  get display(): string {
    const { baseY } = this.#terminal.buffer.active;
    return this.#lines(baseY, baseY + this.#terminal.rows)
      .join('\n')
      .trimEnd();
  }

  /** The column of the cursor, from 0. */
  get column(): number {
    return this.#terminal.buffer.active.cursorX;
  }

  /** How the first place on the screen looks where a text stands, below the last input's beginning. */
  lookOf(text: string): Look {
    const { active } = this.#terminal.buffer;
    for (let at = this.#mark; at < active.baseY + this.#terminal.rows; at++) {
      const line = active.getLine(at);
      const column = line?.translateToString().indexOf(text) ?? -1;
      const cell = column < 0 ? undefined : line?.getCell(column);
      if (cell) {
        return {
          color: cell.isFgDefault() ? undefined : cell.getFgColor(),
          bold: cell.isBold() > 0,
          dim: cell.isDim() > 0,
          underline: cell.isUnderline() > 0,
          inverse: cell.isInverse() > 0,
        };
      }
    }
    throw this.#missing(text, 'it is not there');
  }

  /** The line with the cursor. */
  get line(): string {
    return this.#lines(this.#row, this.#row + 1)[0] ?? '';
  }

  /** Sends keys without waiting. */
  send(keys: string): void {
    this.#mark = this.#row;
    this.#pty.write(keys);
  }

  /** Sends a text as a terminal with bracketed paste does. */
  paste(text: string): void {
    this.send(`\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`);
  }

  /** Enters an input and waits for the next prompt. @returns what was printed in between, without the line on its queries. */
  async enter(input: string): Promise<string> {
    return withoutSummary(await this.enterAll(input));
  }

  /**
   * The same with the line on its queries.
   * @param answers to the questions that the input leads to.
   */
  async enterAll(input: string, answers: readonly string[] = []): Promise<string> {
    this.send(`${input}\r`);
    const mark = this.#mark;
    let asked = mark;
    for (const answer of answers) {
      await this.until(() => this.#row > asked && QUESTION.test(this.line), `a question after ${input}`);
      asked = this.#row;
      this.#pty.write(`${answer}\r`);
    }
    await this.until(() => this.#row > mark && this.#atPrompt, `a prompt after ${input}`);
    return this.#lines(this.#afterInput(mark), this.#row).join('\n').trimEnd();
  }

  /** Waits until the screen, from the last input on, holds the text. */
  async sees(wanted: string | RegExp): Promise<void> {
    const found = (): boolean => (typeof wanted === 'string' ? this.answer.includes(wanted) : wanted.test(this.answer));
    await this.until(found, String(wanted));
  }

  /** The same for all that is on the screen, below the cursor too. */
  async displays(wanted: string | RegExp): Promise<void> {
    const found = (): boolean =>
      typeof wanted === 'string' ? this.display.includes(wanted) : wanted.test(this.display);
    await this.until(found, String(wanted));
  }

  /** Waits until the shell asks for input below where the last input began. */
  async prompts(): Promise<void> {
    const mark = this.#mark;
    await this.until(() => this.#row > mark && this.#atPrompt, 'a prompt');
  }

  async until(condition: () => boolean, description: string): Promise<void> {
    await new Promise<void>((done, fail) => {
      const check = (): void => {
        if (condition()) settle(done);
        else if (this.#exitCode !== undefined)
          settle(() => fail(this.#missing(description, `the shell ended (${this.#exitCode})`)));
      };
      const settle = (action: () => void): void => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        action();
      };
      const timer = setTimeout(() => settle(() => fail(this.#missing(description, 'it did not come'))), PATIENCE);
      this.#waiting.add(check);
      check();
    });
  }

  /** The terminal takes nothing of what the shell writes, until `goOn`. */
  stall(): void {
    this.#pty.pause();
  }

  goOn(): void {
    this.#pty.resume();
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Ctrl-D. @returns the exit code. */
  async leave(): Promise<number> {
    this.send('\x04');
    return this.exited;
  }

  kill(signal = 'SIGKILL'): void {
    this.#pty.kill(signal);
  }

  get #row(): number {
    const { baseY, cursorY } = this.#terminal.buffer.active;
    return baseY + cursorY;
  }

  get #atPrompt(): boolean {
    const { line } = this;
    return PROMPT.test(line) && this.#terminal.buffer.active.cursorX === line.length + 1;
  }

  /** Lines of the screen from one row up to another. */
  #lines(from: number, to: number): string[] {
    const { active } = this.#terminal.buffer;
    const lines: string[] = [];
    for (let at = from; at < to; at++) lines.push(active.getLine(at)?.translateToString().trimEnd() ?? '');
    return lines;
  }

  /** The row below an input, which may be wider than the terminal. */
  #afterInput(row: number): number {
    let after = row + 1;
    while (this.#terminal.buffer.active.getLine(after)?.isWrapped) after++;
    return after;
  }

  /** In the middle of a frame the cursor is anywhere: a terminal shows it when it is whole. */
  get #isMidFrame(): boolean {
    const last = this.#raw.slice(-100_000);
    return last.lastIndexOf('\x1b[?2026h') > last.lastIndexOf('\x1b[?2026l');
  }

  #changed(): void {
    if (this.#isMidFrame && this.#exitCode === undefined) return;
    [...this.#waiting].forEach((check) => check());
  }

  #missing(description: string, why: string): Error {
    return new Error(`Waited for ${description}: ${why}. The screen:\n${this.screen}`);
  }
}

/** With the mode before it, where it is not the usual one. */
const PROMPT = /^(?:(?:\S+ )?(?:read-only|sandbox|writable|transaction)\*?)?>$/;

/** What the shell prints without the line that says what went to the database. */
function withoutSummary(printed: string): string {
  return printed
    .split('\n')
    .filter((line) => !QUERY_SUMMARY.test(line))
    .join('\n');
}

/** Where the shell waits for an answer. */
const QUESTION = /\? \(y\/N\)$/;

/** The line under a value that says what went to the database. */
export const QUERY_SUMMARY = /^[\d,]+ (?:query|queries) · [\d.]+ m?s · .+$/;

/** Runs the shell without a terminal. */
export function runShell(options: ShellOptions & { readonly input?: string }): Promise<Finished> {
  return new Promise((done) => {
    const child = spawn(process.execPath, commandOf(options), {
      cwd: options.folder ?? ROOT,
      env: environmentOf(options),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.on('error', () => {}); // It may leave without reading everything.
    child.stdin.end(options.input ?? '');
    child.on('close', (code, signal) => done({ stdout, stderr, code: code ?? signal ?? 'unknown' }));
  });
}

/** Programs that take the options of every shell. */
const SHELLS = /[\\/]src[\\/](?:repl|cli)\.ts$/;

function withTypesAsAsked(options: ShellOptions): ShellOptions {
  const { script = '', types = false, arguments: rest = [] } = options;
  return types || !SHELLS.test(script) ? options : { ...options, arguments: ['--no-types', ...rest] };
}

function commandOf({ script = PLAIN_SHELL, arguments: rest = [] }: ShellOptions): string[] {
  return ['-r', join(ROOT, 'scripts/ts.cjs'), script, ...rest];
}

function environmentOf({ environment, home }: ShellOptions): Record<string, string> {
  const { PATH = '' } = process.env;
  const place = home ?? temporaryHome();
  return {
    PATH,
    HOME: place,
    XDG_STATE_HOME: join(place, 'state'),
    XDG_CACHE_HOME: join(place, 'cache'),
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    // What is longer than the screen goes over its edge, so that a test reads all of it.
    PAGER: '',
    ...environment,
  };
}

/** A home of its own, so that no test writes to the person's history; removed when the tests of this file are over. */
export function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'typeorm-shell-home-'));
  homes.push(home);
  return home;
}

const homes: string[] = [];
after(() => homes.forEach((home) => rmSync(home, { recursive: true, force: true })));
