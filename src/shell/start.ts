import { resolve } from 'node:path';
import type * as InBatchModule from './batch/in-batch';
import { readProgram } from './batch/read-program';
import type * as CommandsModule from './commands';
import type { Command } from './commands/command';
import {
  helpText,
  parseCommandLine,
  subcommandHelp,
  usagesOf,
  type Invocation,
  type OptionSet,
  type Run,
} from './command-line';
import { keepSigint } from './evaluator/sigint-hold';
import { ProcessOutput } from './process-output';
import type { Running } from './running';
import type { OpenContext, ShellParts, Surroundings } from './shell-parts';
import { maskPasswords } from './output/mask-passwords';
import type * as OpenAuditModule from './safety/audit/open-audit';
import type { OpenAudit } from './safety/audit/open-audit';
import { SUBCOMMANDS } from './subcommands';
import type * as TerminalModule from './terminal';
import { UsageError, UserError } from './user-error';

export interface ShellSettings {
  /** How a person calls this shell, for `--help`. */
  readonly program: string;
  readonly version: string;
  /** The project whose history this is; the current folder when it is asked. */
  readonly projectRoot: string | ((currentFolder: string) => string);
  /** What this program has beside the options of every shell. */
  readonly options?: OptionSet;
  /**
   * Opens the database and makes the shell's parts.
   * @throws an error whose message is one clear line: it is shown, and the exit code is 1.
   */
  open(context: OpenContext): Promise<ShellParts>;
  /** The arguments, in place of the process's own. */
  readonly argv?: readonly string[];
  /** What happens once the shell is left, in place of the end of the process. */
  readonly onLeave?: (exitCode: number) => void;
  /** A report to print instead of opening a shell; `undefined` when the options ask for none. */
  report?(surroundings: Surroundings): Promise<Report> | undefined;
}

/** What a program prints when it is asked about itself, and whether all is well: the exit code is 1 otherwise. */
export interface Report {
  readonly text: string;
  readonly ok: boolean;
}

/** What ends a session, with the exit code that is usual for it. */
const SIGNALS = [
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;
/** Ctrl-C while the database is being opened. */
const EXIT_INTERRUPTED = 130;
const ERASE_LINE = '\r\x1b[2K';
/** Asked after it was said what would happen. */
const GO_ON = 'Go on?';
/** After such a time, in milliseconds, a process that was to be stopped and runs was not. */
const NOT_STOPPED = 100;
const ENDED_HINT = 'Name a file with -d that only makes the data source.';
/** How long closing the connection may take, in milliseconds; a query that never ends must not keep the shell. */
const CLOSING_TIME = 3_000;

/**
 * Starts the shell in this process. It is the one place that touches the process: its arguments, environment, streams,
 * signals and exit code are handed on from here.
 */
export async function startShell(settings: ShellSettings): Promise<void> {
  const leave = settings.onLeave ?? ((code: number) => (process.exitCode = code));
  let invocation: Invocation;
  try {
    invocation = parseCommandLine(settings.argv ?? process.argv.slice(2), settings.options, SUBCOMMANDS);
  } catch (error) {
    process.stderr.write(`${problem(error)}\n`);
    return leave(2);
  }
  if ('answer' in invocation) {
    process.stdout.write(`${answerTo(invocation, settings)}\n`);
    leave(0);
  } else await new ShellProcess(settings, invocation).run();
}

function answerTo(
  invocation: Extract<Invocation, { readonly answer: string }>,
  { program, version, options }: ShellSettings,
): string {
  if (invocation.answer === 'version') return version;
  const { about } = invocation;
  if (about === undefined) return helpText(program, options, usagesOf(SUBCOMMANDS));
  return subcommandHelp(program, about, options);
}

class ShellProcess {
  readonly #settings: ShellSettings;
  readonly #invocation: Run;
  readonly #interactive: boolean;
  readonly #output: ProcessOutput;
  #parts: ShellParts | undefined;
  #running: Running | undefined;
  #commands: readonly Command[] | undefined;
  #leaving = false;
  readonly #listening: (() => void)[] = [];
  #audit: OpenAudit | undefined;
  /** A file of the project that is being loaded. */
  #loading: string | undefined;
  /** Where the person is; a project may be opened in the folder it belongs to. */
  readonly #currentFolder = process.cwd();
  readonly #signals = SIGNALS.map(([name, code]) => [name, () => void this.#leave(code)] as const);

  constructor(settings: ShellSettings, invocation: Run) {
    this.#settings = settings;
    this.#invocation = invocation;
    this.#interactive = invocation.kind === 'prompt or pipe' && process.stdin.isTTY && process.stdout.isTTY;
    this.#output = new ProcessOutput(process.stdout, process.stderr);
  }

  async run(): Promise<void> {
    this.#listen();
    const invocation = this.#invocation;
    try {
      const report = this.#settings.report?.(this.#surroundings());
      if (report) return await this.#print(await report);
      const program = invocation.kind === 'file' ? namedProgram(invocation.path) : undefined;
      if (invocation.kind === 'file') this.#handOver([resolve(invocation.path), ...invocation.args]);
      this.#audit = this.#openAudit();
      // What the project says while it is loaded must not come between either.
      if (this.#isForPrograms) this.#output.capture((text) => this.#output.writeError(text));
      this.#parts = await this.#settings.open(this.#context());
      this.#commands = withProjectCommands(this.#parts);
      this.#running = this.#interactive ? this.#terminal(this.#parts) : this.#batch(this.#parts, program);
    } catch (error) {
      process.stderr.write(`${problem(error)}\n`);
      return this.#leave(error instanceof UsageError ? 2 : 1);
    }
    await this.#leave(await this.#running.run());
  }

  /** Whether a program may read what is written: JSON, a script. What code logs must not come between. */
  get #isForPrograms(): boolean {
    return !this.#interactive && (this.#invocation.json || this.#invocation.kind === 'subcommand');
  }

  #context(): OpenContext {
    const { kind, json, printSql, mode, types, yes, reason } = this.#invocation;
    return {
      audit: this.#audit,
      reason,
      programFile: this.#invocation.kind === 'file' ? resolve(this.#invocation.path) : undefined,
      interactive: this.#interactive,
      json,
      printSql,
      mode,
      colored: kind !== 'file' && !json && colored(process.stdout, process.env),
      width: () => process.stdout.columns ?? 80,
      tableWidth: () => process.stdout.columns ?? Infinity,
      types,
      yes,
      newDatabase: this.#invocation.kind === 'subcommand' ? this.#invocation.newDatabase : undefined,
      confirm: this.#canAsk ? (what) => this.#confirm(what) : undefined,
      surroundings: this.#surroundings(),
    };
  }

  /** Before anything is loaded or connected: where it cannot be written nothing runs. @throws UserError */
  #openAudit(): OpenAudit | undefined {
    const { audit: name } = this.#invocation;
    const folder = this.#currentFolder;
    if (name === undefined) return undefined;
    return loadAudit().openAudit({ path: resolve(folder, name), name, folder, env: process.env });
  }

  /** Code of `-e` and of a file may be asked about too. */
  get #canAsk(): boolean {
    const { stdin, stdout } = process;
    return stdin.isTTY && stdout.isTTY && !this.#invocation.json && this.#invocation.kind !== 'subcommand';
  }

  async #confirm(what: string): Promise<boolean | undefined> {
    if (this.#running?.confirm) return this.#running.confirm(what);
    return this.#confirmed(`${what}\n${GO_ON}`);
  }

  async #confirmed(question: string): Promise<boolean> {
    return (await terminal().ask(question, ['yes', 'no'], process.stdin, process.stdout)) === 'yes';
  }

  #surroundings(): Surroundings {
    return {
      given: this.#invocation.given,
      env: process.env,
      currentFolder: process.cwd(),
      enterFolder: (folder) => process.chdir(folder),
      ask: this.#interactive
        ? (question, answers) => terminal().ask(question, answers, process.stdin, process.stdout)
        : undefined,
      askText: this.#interactive
        ? (question) => terminal().askText(question, process.stdin, process.stdout)
        : undefined,
      loading: (name) => (this.#loading = name),
      busy: (what) => {
        if (this.#interactive && !this.#running) process.stdout.write(what ?? ERASE_LINE);
      },
    };
  }

  /** The program finds its own arguments where every program does. */
  #handOver(args: readonly string[]): void {
    const { argv } = process;
    process.argv = [process.execPath, ...args];
    this.#listening.push(() => (process.argv = argv));
  }

  async #print({ text, ok }: Report): Promise<void> {
    process.stdout.write(`${text}\n`);
    await this.#leave(ok ? 0 : 1);
  }

  /** Every command there is. Those of the shell itself are loaded when one is needed. */
  readonly #allCommands = (): readonly Command[] => this.#commands ?? commands();

  #terminal(parts: ShellParts): Running {
    const { atPrompt, historyPath, pagerOf, textProgramOf } = terminal();
    const { env, stdin, stdout } = process;
    const { projectRoot } = this.#settings;
    return atPrompt(parts, {
      input: stdin,
      capture: (write) => this.#output.capture(write),
      dumb: env.TERM === 'dumb',
      isXtermJs: env.TERM_PROGRAM === 'vscode',
      width: () => stdout.columns ?? 80,
      rows: () => stdout.rows,
      pager: pagerOf(env),
      textProgram: textProgramOf(env),
      suspend: process.platform === 'win32' ? undefined : suspend,
      historyPath: historyPath(env, typeof projectRoot === 'string' ? projectRoot : projectRoot(this.#currentFolder)),
      commands: this.#allCommands,
      resolvePath: (path) => resolve(path),
      onRunning: (running) => this.#listenToSignals(!running),
    });
  }

  #batch(parts: ShellParts, program: string | undefined): Running {
    const invocation = this.#invocation;
    const writeError = (text: string): void => this.#output.writeError(text);
    const { masking } = parts;
    const output = this.#output.capture(
      // A program that is run writes what it means to write; what the code of an input logs is masked as values are.
      invocation.kind === 'file' && !invocation.json
        ? undefined
        : (text) => {
            const logged = masking.redact(text);
            if (this.#isForPrograms) writeError(logged);
            else output.write(logged);
          },
      (text) => writeError(masking.redact(text)),
    );
    return batch().inBatch(parts, {
      invocation,
      program,
      input: process.stdin,
      write: (text) => void output.write(text),
      writeError,
      commands: this.#allCommands,
      // The project may have been opened in another folder than the one that the command line was written in.
      resolvePath: (path) => resolve(invocation.kind === 'subcommand' ? this.#currentFolder : '.', path),
      width: () => process.stdout.columns ?? 80,
      status: process.stderr.isTTY ? statusLine(writeError) : undefined,
      standardOutput: { write: (bytes, at) => this.#output.writeBytes(bytes, at) },
      confirm: process.stdin.isTTY && process.stdout.isTTY ? (question) => this.#confirmed(question) : undefined,
      onEnded: () => void this.#leave(1),
      beforeSignals: (action) => this.#beforeSignals(action),
    });
  }

  #listen(): void {
    if (this.#interactive) {
      const interrupt = (): void => {
        if (this.#running) this.#running.interrupt?.();
        else void this.#leave(EXIT_INTERRUPTED);
      };
      const release = keepSigint(interrupt);
      if (release) this.#listening.push(release);
      else this.#on(process, 'SIGINT', interrupt);
      this.#listenToSignals(true);
    }
    this.#on(process, 'uncaughtException', (error) => this.#stray(error));
    this.#on(process, 'unhandledRejection', (error) => this.#stray(error));
    // A reader that went away (`| head -1`) has seen enough.
    this.#on(process.stdout, 'error', () => void this.#leave(0));
    this.#on(process.stderr, 'error', () => {});
    // `process.exit()` in code: the terminal is given back all the same.
    this.#on(process, 'exit', () => {
      this.#running?.release();
      if (this.#loading !== undefined) this.#endedBy(this.#loading);
    });
    this.#on(process, 'beforeExit', () => {
      if (this.#leaving) return;
      this.#stray(new UserError('This waits for a promise that nothing can settle any more.'));
      void this.#leave(1);
    });
  }

  /** Listens until the shell is left. */
  #on(emitter: NodeJS.EventEmitter, event: string, listener: (argument: unknown) => void): void {
    emitter.on(event, listener);
    this.#listening.push(() => emitter.off(event, listener));
  }

  /**
   * At the prompt these signals leave in order. Code that runs may never let a handler of ours come to its turn; then, and
   * without a prompt, they do what they do to any program, so that no loop outlives its terminal.
   */
  #listenToSignals(listen: boolean): void {
    for (const [signal, handler] of this.#signals) {
      process.off(signal, handler);
      if (listen) process.on(signal, handler);
    }
  }

  /**
   * Without a prompt a signal ends the process at once: until the function that it gives is called, after `action`. The first Ctrl-C only
   * calls that, and what runs comes to its end by itself: the process ends by the signal when it is told that it was broken off.
   * Not for code of the person's that may never let a handler come to its turn.
   */
  #beforeSignals(action: () => void): (isBrokenOff: boolean) => void {
    let interrupted = false;
    const handler = (signal: NodeJS.Signals): void => {
      action();
      if (signal === 'SIGINT' && !interrupted) interrupted = true;
      else end(signal);
    };
    const end = (signal: NodeJS.Signals): void => {
      forget();
      process.kill(process.pid, signal);
    };
    const names = ['SIGINT', ...SIGNALS.map(([name]) => name)] as const;
    const forget = (): void => names.forEach((name) => process.off(name, handler));
    names.forEach((name) => process.on(name, handler));
    return (isBrokenOff) => (interrupted && isBrokenOff ? end('SIGINT') : forget());
  }

  #stray(error: unknown): void {
    if (this.#running) return this.#running.showStray(error);
    process.stderr.write(`${problem(error)}\n`);
    void this.#leave(1);
  }

  /** A file that ends the process when it is loaded is let go: what it wanted may be done. But the person hears of it. */
  #endedBy(file: string): void {
    if (this.#leaving) return;
    process.stderr.write(`${file} ended the process when it was loaded (process.exit).\n${ENDED_HINT}\n`);
    process.exitCode = 1;
  }

  /** Closes the connection, gives the terminal back, ends the process. The first call decides. */
  async #leave(code: number): Promise<void> {
    if (this.#leaving) return;
    this.#leaving = true;
    this.#running?.release();
    this.#output.release();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((done) => (timer = setTimeout(done, CLOSING_TIME)));
    await Promise.race([this.#parts?.close().catch(() => {}), deadline]);
    clearTimeout(timer);
    const { onLeave } = this.#settings;
    if (onLeave === undefined) process.exit(code);
    this.#listenToSignals(false);
    for (const stop of this.#listening) stop();
    onLeave(code);
  }
}

// Loaded when it is known that it is needed: a module of ours costs a start some 0.3 ms.
/* eslint-disable @typescript-eslint/no-require-imports */

/** @throws UserError for a command of the project's that is none; `undefined` when it has none. */
function withProjectCommands(parts: ShellParts): readonly Command[] | undefined {
  const own = parts.commands?.(() => commands().map(({ name }) => name)) ?? [];
  return own.length === 0 ? undefined : [...commands(), ...own];
}

function commands(): readonly Command[] {
  return (require('./commands') as typeof CommandsModule).COMMANDS;
}

function loadAudit(): typeof OpenAuditModule {
  return require('./safety/audit/open-audit') as typeof OpenAuditModule;
}

function batch(): typeof InBatchModule {
  return require('./batch/in-batch') as typeof InBatchModule;
}

function terminal(): typeof TerminalModule {
  return require('./terminal') as typeof TerminalModule;
}

/* eslint-enable @typescript-eslint/no-require-imports */

/** @throws UsageError when there is no such program. */
function namedProgram(path: string): string {
  try {
    return readProgram(resolve(path), path);
  } catch (error) {
    throw error instanceof UserError ? new UsageError(error.message, error.hint) : error;
  }
}

/**
 * Stops this process, and those that started it for the person (npm), until somebody has them go on. Where nobody could, the system does
 * not stop them (the shell is what a terminal runs, without a shell of the system around it).
 */
function suspend(resumed: () => void): void {
  const goOn = (): void => {
    clearTimeout(timer);
    process.off('SIGCONT', goOn);
    resumed();
  };
  process.on('SIGCONT', goOn);
  process.kill(0, 'SIGTSTP');
  const timer = setTimeout(goOn, NOT_STOPPED);
}

/** https://no-color.org; FORCE_COLOR is what Node and chalk know. */
function colored(stream: NodeJS.WriteStream, { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY && TERM !== 'dumb';
}

/** Shows one line in the place of the one before; what is written next begins a line of its own once it is taken away. */
function statusLine(write: (text: string) => void): (line: string | undefined) => void {
  return (line) => write(`${ERASE_LINE}${line ?? ''}`);
}

function problem(error: unknown): string {
  if (!(error instanceof Error)) return maskPasswords(String(error));
  return maskPasswords(error instanceof UserError && error.hint ? `${error.message}\n${error.hint}` : error.message);
}
