import { setImmediate } from 'node:timers/promises';
import { tookSigint } from '../evaluator/sigint-hold';
import { counted } from '../output/sql/query-summary';
import { parseCommand } from '../commands/parse-command';
import type { Command, CommandContext, ShellRooms } from '../commands/command';
import type { Failure, LongValue, Outcome, RunOptions } from '../session';
import type { Masking } from '../safety/masking/masking';
import type { History } from '../safety/history';
import type { Editor, Reading, ReadOptions } from './editor';
import { commandAtEnd, goesOn, isCommandInput } from './goes-on';
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
  /** Has a text edited by a program of the person's. Absent where a text cannot be given back to the prompt. */
  readonly editElsewhere?: (text: string) => Promise<string>;
  readonly resolvePath: (path: string) => string;
  /** Code begins or ends to run. */
  readonly onRunning: (running: boolean) => void;
}

/** Reads inputs at the prompt and runs them, one after the other, until the person leaves. */
export class PromptLoop {
  readonly #options: PromptLoopOptions;
  /** The lines of an unfinished input, where the editor gives one after the other. */
  #pending: string[] = [];
  /** What stands at the next prompt to begin with. */
  #begin: string | undefined;
  #left = false;
  #running = false;
  #hinted = false;
  #pager: Pager | undefined;
  /** The terminal is the pager's. */
  #paging = false;
  /** What a command that runs has to show. */
  readonly #waiting: string[] = [];
  /** A prompt is shown. */
  #prompting = false;
  /** The question that is open; it is over when nobody waits for the answer any more. */
  #question: Promise<unknown> | undefined;
  /** What runs was ended in a question, which began a new line. */
  #isBelowAnswer = false;

  constructor(options: PromptLoopOptions) {
    this.#options = options;
    this.#pager = options.pager;
  }

  /** Resolves when the person leaves. */
  async run(): Promise<void> {
    const { editor } = this.#options;
    while (!this.#left) {
      await this.#dropQuestion();
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
    const prompt = this.#pending.length > 0 ? CONTINUATION : `${this.#label()}${PROMPT}`;
    const begin = this.#begin;
    this.#begin = undefined;
    try {
      const reading = await this.#reading(prompt, { whole: true, begin });
      // A Ctrl-C that came when the line before was over is not for the next one.
      tookSigint();
      return reading;
    } finally {
      clearInterval(timer);
    }
  }

  #label(): string {
    const { modes, sourceName, colors } = this.#options.rooms;
    const label = modes.label(sourceName());
    if (label === '') return '';
    switch (modes.risk) {
      case 'none':
        return colors().green(label);
      case 'undone later':
      case 'kept':
        return colors().yellow(label);
      case 'kept on production':
        return colors().red(label);
    }
  }

  /** A transaction that the person has begun is not dropped without a word; what a sandbox holds is meant to be. */
  async #mayLeave(): Promise<boolean> {
    const { modes } = this.#options.rooms;
    if (!modes.unsaved) return true;
    const rows = counted(modes.changed, 'row');
    const question = `A transaction is open, with ${rows} changed. Leave and roll it back?`;
    if (modes.inTransaction && !(await this.#confirm(question, true))) return false;
    this.#print(this.#dim(`Rolled back: ${rows} changed.`));
    return true;
  }

  /** Ctrl-C as a signal: ends what runs. In a pager it is the pager's. */
  interrupt(): void {
    const { editor, rooms } = this.#options;
    if (this.#paging) return this.#pager?.interrupt();
    if (this.#question) return editor.drop();
    this.#stop();
    if (!this.#running && !rooms.session.isBreakable) editor.interrupt();
  }

  /** Ends what runs. */
  #stop(): void {
    const { rooms } = this.#options;
    // A command may run several inputs, and the signal come when one is just over.
    if (this.#running || rooms.session.isBreakable) rooms.session.interrupt();
  }

  /**
   * Asks whether to go on, while something runs: only a yes is one. Ctrl-C ends what runs too.
   * @returns `undefined` where a prompt or a pager has the terminal: then nobody expects a question.
   */
  async confirm(what: string): Promise<boolean | undefined> {
    if (this.#prompting || this.#paging || this.#question) return undefined;
    this.#print(what);
    return this.#confirm('Go on?');
  }

  /** @param atEnd what Ctrl-D, or a terminal that is gone, means. */
  async #confirm(question: string, atEnd = false): Promise<boolean> {
    const answer = this.#answer(`${question} (y/N) `, atEnd);
    this.#question = answer;
    try {
      return await answer;
    } finally {
      this.#question = undefined;
    }
  }

  async #answer(prompt: string, atEnd: boolean): Promise<boolean> {
    const { editor, onRunning } = this.#options;
    // The terminal is the editor's meanwhile: a signal has to give it back.
    onRunning(false);
    try {
      for (let unseen = true; ; unseen = false) {
        const reading = await editor.read(prompt, { unseen });
        if (reading.kind === 'end') return atEnd;
        if (reading.kind === 'interrupt') {
          this.#isBelowAnswer = true;
          this.#stop();
        }
        const typed = reading.kind === 'line' ? reading.text.trim().toLowerCase() : '';
        if (/^(?:n|no|y|yes)?$/.test(typed)) return typed.startsWith('y');
      }
    } finally {
      editor.release();
      onRunning(this.#running);
    }
  }

  async #dropQuestion(): Promise<void> {
    if (!this.#question) return;
    this.#options.editor.drop();
    await this.#question;
  }

  async #reading(prompt: string, options?: ReadOptions): Promise<Reading> {
    this.#prompting = true;
    try {
      return await this.#options.editor.read(prompt, options);
    } finally {
      this.#prompting = false;
    }
  }

  /** The shell is left, whatever it is doing. */
  abandon(): void {
    const { session } = this.#options.rooms;
    // Code that runs ends with the process; what writes a file has to clean up before.
    if (session.isBreakable) session.interrupt();
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
        return this.#enter(reading.text);
    }
  }

  #drop(text: string): void {
    const nothing = text === '' && this.#pending.length === 0;
    this.#pending = [];
    if (nothing && this.#hinted) this.#print(this.#dim('To leave, press Ctrl-D or type .exit.'));
    this.#hinted = nothing && !this.#hinted;
  }

  async #enter(line: string): Promise<void> {
    const { commands, history, rooms } = this.#options;
    const text = [...this.#pending, line].join('\n');
    const isUnfinished = (code: string): boolean => rooms.session.evaluator.isUnfinished(code);
    if (goesOn(text, { commands, isUnfinished })) return void this.#pending.push(line);
    this.#pending = [];
    const command = commandAtEnd(text, commands);
    if (command) return this.#runCommand(`.${command.name}`);
    if (text.trim() === '') return;
    history.add(text);
    if (isCommandInput(text)) await this.#runCommand(text);
    else await this.#evaluate(text);
  }

  async #evaluate(text: string, options?: RunOptions): Promise<void> {
    await this.#show(await this.#run(text, options));
  }

  async #run(text: string, options?: RunOptions): Promise<Outcome> {
    const { editor, rooms } = this.#options;
    editor.release();
    await this.#beginRunning();
    try {
      return await rooms.session.run(text, options);
    } finally {
      this.#setRunning(false);
      await this.#dropQuestion();
    }
  }

  async #beginRunning(): Promise<void> {
    // A signal that ends the shell and came just now is heard while there is still somebody who listens: the first of these turns of the
    // event loop may have asked for signals already.
    await setImmediate();
    await setImmediate();
    this.#setRunning(true);
  }

  #setRunning(running: boolean): void {
    if (running) this.#isBelowAnswer = false;
    this.#running = running;
    this.#options.onRunning(running);
  }

  async #show(outcome: Outcome): Promise<void> {
    let { queryLines } = outcome;
    if (!outcome.ok) this.#printFailure(outcome);
    else if (outcome.text !== undefined) {
      const wasPaged = await this.#printValue(outcome.text, outcome.long);
      if (wasPaged && outcome.long) queryLines = await outcome.long.read();
    }
    for (const line of queryLines) this.#print(line);
    for (const notice of outcome.notices) this.#print(this.#dim(notice));
  }

  #printFailure({ interrupted, text }: Failure): void {
    // The terminal showed `^C` itself, without a new line.
    if (interrupted && !this.#isBelowAnswer) this.#print('');
    this.#print(text);
  }

  /** @returns whether a pager has read of it. */
  async #printValue(text: string, long: LongValue | undefined): Promise<boolean> {
    const { rooms, rows: rowsNow, width } = this.#options;
    const rows = rowsNow();
    const isLong = rows !== undefined && ((long?.lines ?? 0) > rows || isLongerThan(text, rows, width()));
    const pager = isLong && rooms.view.pager ? this.#pager : undefined;
    const problem = pager && (await this.#page(pager, long?.parts() ?? [text]));
    if (pager && problem === undefined) return true;
    this.#print(text);
    if (problem === undefined) return false;
    this.#pager = undefined;
    this.#print(this.#dim(`${problem}: PAGER names another, PAGER=cat none.`));
    return true;
  }

  /** @returns what went wrong. */
  async #page(pager: Pager, parts: Iterable<string> | AsyncIterable<string>): Promise<string | undefined> {
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
    const work = async (): Promise<void> => {
      const { command, argument } = parseCommand(input, commands);
      const run = (): void | Promise<void> => command.run(this.#context(), argument);
      if (command.asksDatabase) await this.#attend(run);
      else await run();
    };
    try {
      for (const heard of await rooms.session.command(input, work)) this.#print(this.#dim(heard));
    } catch (error) {
      this.#waiting.length = 0;
      this.#printFailure(rooms.session.failure(error));
    }
  }

  async #attend(run: () => void | Promise<void>): Promise<void> {
    await this.#beginRunning();
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
      confirm: (question) => this.#confirm(question),
      breakable: (work) => rooms.session.breakable(work),
      status: editor.status && ((line) => editor.status?.(line)),
      leave: () => (this.#left = true),
      readLines: () => this.#readLines(),
      edit: this.#options.editElsewhere && (() => this.#edit()),
    };
  }

  /** The last input, that of an earlier session among them; what comes of it stands at the next prompt. */
  async #edit(): Promise<void> {
    const { editElsewhere, history } = this.#options;
    const last = history.entries.findLast((entry) => !isCommandInput(entry)) ?? '';
    this.#begin = await editElsewhere?.(last);
  }

  async #readLines(): Promise<string | undefined> {
    const lines: string[] = [];
    for (;;) {
      const reading = await this.#reading('');
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

async function* redacted(parts: Iterable<string> | AsyncIterable<string>, masking: Masking): AsyncGenerator<string> {
  for await (const part of parts) yield masking.redact(part);
}
