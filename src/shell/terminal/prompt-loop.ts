import { commandDuringInput, isCommand, parseCommand } from '../commands/parse-command';
import type { Command, CommandContext, ShellRooms } from '../commands/command';
import type { LongText } from '../output/long-text';
import type { Failure, Outcome, RunOptions } from '../session';
import type { Masking } from '../safety/masking/masking';
import type { History } from '../safety/history';
import type { Editor, Reading } from './editor';
import type { Pager } from './pager';
import { isLongerThan } from './screen-lines';

const PROMPT = '> ';
const CONTINUATION = '... ';
/** How often is looked whether a transaction holds others up, in milliseconds. */
const LOOK = 10_000;

export interface PromptLoopOptions {
  readonly rooms: ShellRooms;
  readonly editor: Editor;
  readonly history: History;
  readonly commands: readonly Command[];
  readonly width: () => number;
  /** Lines of the terminal, asked each time; `undefined` when it has no end. */
  readonly rows: () => number | undefined;
  /** Absent where the person wants none. */
  readonly pager: Pager | undefined;
  readonly resolvePath: (path: string) => string;
  /** Code begins or ends to run. */
  readonly onRunning: (running: boolean) => void;
}

/** Reads inputs at the prompt and runs them, one after the other, until the person leaves. */
export class PromptLoop {
  readonly #options: PromptLoopOptions;
  #pending: string[] = [];
  #left = false;
  #running = false;
  #hinted = false;
  #pager: Pager | undefined;
  /** The terminal is the pager's. */
  #paging = false;
  /** What a command that runs has to show. */
  readonly #waiting: string[] = [];
  /** What a command does that may be broken off. */
  #broken: AbortController | undefined;

  constructor(options: PromptLoopOptions) {
    this.#options = options;
    this.#pager = options.pager;
  }

  /** Resolves when the person leaves. */
  async run(): Promise<void> {
    const { editor } = this.#options;
    while (!this.#left) {
      const reading = await this.#read();
      await this.#take(reading);
      if (this.#left) this.#left = await this.#mayLeave();
    }
    editor.release();
  }

  async #read(): Promise<Reading> {
    const { editor, rooms } = this.#options;
    const { modes } = rooms;
    let told = false;
    const timer = setInterval(() => {
      const idle = modes.idle();
      if (idle !== undefined && !told) editor.say(this.#dim(idle));
      told ||= idle !== undefined;
    }, LOOK);
    const label = modes.label(rooms.sourceName());
    const prompt = this.#pending.length > 0 ? CONTINUATION : `${label}${PROMPT}`;
    try {
      return await editor.read(prompt);
    } finally {
      clearInterval(timer);
    }
  }

  /** A transaction that the person has begun is not dropped without a word; what a sandbox holds is meant to be. */
  async #mayLeave(): Promise<boolean> {
    const { editor, rooms } = this.#options;
    const { modes, ask } = rooms;
    if (!modes.unsaved) return true;
    editor.release();
    const rows = modes.changed === 1 ? '1 row' : `${modes.changed} rows`;
    if (modes.inTransaction && ask) {
      const answer = await ask(`A transaction is open, with ${rows} changed. Leave and roll it back?`, ['yes', 'no']);
      if (answer !== 'yes') return false;
    }
    this.#print(this.#dim(`Rolled back: ${rows} changed.`));
    return true;
  }

  /** Ctrl-C as a signal: ends what runs. In a pager it is the pager's. */
  interrupt(): void {
    const { editor, rooms } = this.#options;
    if (this.#paging) return this.#pager?.interrupt();
    // A command may run several inputs, and the signal come when one is just over.
    this.#broken?.abort();
    if (this.#running) rooms.session.interrupt();
    else if (!this.#broken) editor.interrupt();
  }

  /** The shell is left, whatever it is doing. */
  abandon(): void {
    this.#broken?.abort();
    this.#pager?.close();
  }

  /** Shows an error that came from nowhere. */
  showStray(error: unknown): void {
    const failure = this.#options.rooms.session.failure(error);
    this.#print(failure.text);
  }

  async #take(reading: Reading): Promise<void> {
    if (reading.kind !== 'interrupt') this.#hinted = false;
    switch (reading.kind) {
      case 'end':
        this.#left = true;
        return;
      case 'interrupt':
        return this.#drop(reading.text);
      case 'line':
        return this.#enter(reading.text, reading.held);
    }
  }

  #drop(text: string): void {
    const nothing = text === '' && this.#pending.length === 0;
    this.#pending = [];
    if (nothing && this.#hinted) this.#print(this.#dim('To leave, press Ctrl-D or type .exit.'));
    this.#hinted = nothing && !this.#hinted;
  }

  async #enter(line: string, held: boolean): Promise<void> {
    const { commands, history } = this.#options;
    const { session } = this.#options.rooms;
    const first = this.#pending.length === 0;
    if (!first && !held) {
      const command = commandDuringInput(line, commands);
      if (command) {
        this.#pending = [];
        return this.#runCommand(`.${command.name}`);
      }
    }
    if (first && !held && line.trim() === '') return;
    const text = [...this.#pending, line].join('\n');
    if (first && !held && isCommand(line)) {
      history.add(line);
      return this.#runCommand(line);
    }
    if (held || session.evaluator.isUnfinished(text)) {
      this.#pending.push(line);
      return;
    }
    this.#pending = [];
    history.add(text);
    await this.#evaluate(text);
  }

  async #evaluate(text: string, options?: RunOptions): Promise<void> {
    await this.#show(await this.#run(text, options));
  }

  async #run(text: string, options?: RunOptions): Promise<Outcome> {
    const { editor, rooms } = this.#options;
    editor.release();
    this.#setRunning(true);
    try {
      return await rooms.session.run(text, options);
    } finally {
      this.#setRunning(false);
    }
  }

  #setRunning(running: boolean): void {
    this.#running = running;
    this.#options.onRunning(running);
  }

  async #show(outcome: Outcome): Promise<void> {
    if (!outcome.ok) this.#printFailure(outcome);
    else if (outcome.text !== undefined) await this.#printValue(outcome.text, outcome.long);
    for (const line of outcome.queryLines) this.#print(line);
    for (const notice of outcome.notices) this.#print(this.#dim(notice));
  }

  #printFailure({ interrupted, text }: Failure): void {
    // The terminal showed `^C` itself, without a new line.
    if (interrupted) this.#print('');
    this.#print(text);
  }

  async #printValue(text: string, long: LongText | undefined): Promise<void> {
    const { rooms, rows: rowsNow, width } = this.#options;
    const rows = rowsNow();
    const isLong = rows !== undefined && ((long?.lines ?? 0) > rows || isLongerThan(text, rows, width()));
    const pager = isLong && rooms.view.pager ? this.#pager : undefined;
    const problem = pager && (await this.#page(pager, long?.parts() ?? [text]));
    if (pager && problem === undefined) return;
    this.#print(text);
    if (problem === undefined) return;
    this.#pager = undefined;
    this.#print(this.#dim(`${problem}: PAGER names another, PAGER=cat none.`));
  }

  /** @returns what went wrong. */
  async #page(pager: Pager, parts: Iterable<string>): Promise<string | undefined> {
    const { masking } = this.#options.rooms;
    this.#paging = true;
    try {
      return await pager.show(redacted(parts, masking));
    } finally {
      this.#paging = false;
    }
  }

  #dim(text: string): string {
    return this.#options.rooms.colors().dim(text);
  }

  async #runCommand(input: string): Promise<void> {
    const { commands, editor, rooms } = this.#options;
    editor.release();
    try {
      const { command, argument } = parseCommand(input, commands);
      const run = (): void | Promise<void> => command.run(this.#context(), argument);
      if (command.asksDatabase) await this.#attend(run);
      else await run();
    } catch (error) {
      this.#waiting.length = 0;
      this.#printFailure(rooms.session.failure(error));
    }
  }

  async #attend(run: () => void | Promise<void>): Promise<void> {
    this.#setRunning(true);
    let queryLines: readonly string[];
    try {
      queryLines = await this.#options.rooms.session.attend(run);
    } finally {
      this.#setRunning(false);
    }
    for (const text of this.#waiting.splice(0)) await this.#printValue(text, undefined);
    for (const line of queryLines) this.#print(line);
  }

  /** While something runs, Ctrl-C and the signals are its own: the pager comes after. */
  async #showLater(text: string): Promise<void> {
    if (this.#running) this.#waiting.push(text);
    else await this.#printValue(text, undefined);
  }

  #context(): CommandContext {
    const { editor, rooms, commands, width, resolvePath } = this.#options;
    return {
      ...rooms,
      commands,
      width: width(),
      interactive: true,
      json: false,
      resolvePath,
      print: (text) => this.#print(text),
      show: (text) => this.#showLater(text),
      run: (text, fileName, options) => this.#evaluate(text, { ...options, fileName }),
      evaluate: (text, options) => this.#run(text, options),
      breakable: (work) => this.#breakable(work),
      status: editor.status && ((line) => editor.status?.(line)),
      leave: () => (this.#left = true),
      readLines: () => this.#readLines(),
    };
  }

  async #breakable<Result>(work: (stopped: AbortSignal) => Promise<Result>): Promise<Result> {
    this.#broken = new AbortController();
    try {
      return await work(this.#broken.signal);
    } finally {
      this.#broken = undefined;
    }
  }

  async #readLines(): Promise<string | undefined> {
    const lines: string[] = [];
    for (;;) {
      const reading = await this.#options.editor.read('');
      if (reading.kind === 'interrupt') return undefined;
      if (reading.kind === 'line') lines.push(reading.text);
      else break;
    }
    const text = lines.join('\n');
    this.#options.history.add(text);
    return text;
  }

  #print(text: string): void {
    const { editor, rooms } = this.#options;
    editor.say(rooms.masking.redact(text));
  }
}

function* redacted(parts: Iterable<string>, masking: Masking): Generator<string> {
  for (const part of parts) yield masking.redact(part);
}
