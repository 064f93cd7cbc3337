import { InterruptedError, type EvaluatorContract, type SourcePosition } from './evaluator/evaluator';
import type { LongText } from './output/long-text';
import type { RanInput } from './ran-input';
import type { RelationLoad } from './relations/load-trace';
import { NO_QUERIES, type LineQueries, type QueryLog } from './queries/query-log';
import { unlessStopped } from './unless-stopped';

/** What the session asks of relations between lines; the evaluator asks the rest through its hooks. */
export interface LineObserver {
  startLine(): void;
  /** Called when a line is over, also when it failed. */
  endLine(): void;
  /** Loads what the values need to print themselves. */
  beforePrint(values: readonly unknown[]): Promise<unknown> | undefined;
  /** What the person should hear about the line that ran, beside the error that ended it; asking takes them away. */
  takeNotices(error?: unknown): readonly string[];
}

/** What begins and ends with each line, and each command, in the databases. */
export interface LineBoundary {
  startLine(): void;
  /** @returns what the person should know. @throws what the database says. */
  endLine(): Promise<readonly string[]>;
}

/** How values and errors become text. */
export interface Printer {
  /** The entities that are going to be shown when this value is printed, and no others. */
  shown(value: unknown): readonly unknown[];
  value(value: unknown): string;
  /** More of a value than `value` gives, for a pager; `undefined` where there is no more. */
  long?(value: unknown): LongText | undefined;
  /** What the person should know of how `value` shows it: what it leaves out without a word, why it is not as they have asked. */
  remark?(value: unknown): string | undefined;
  /** @param queries what the line had sent when it failed. */
  error(error: unknown, position: SourcePosition | undefined, queries?: LineQueries): string;
  /** What is said of the statements that ran, line by line. */
  queries(queries: LineQueries): readonly string[];
}

/** How one value becomes text. */
export type ValuePrinter = Pick<Printer, 'shown' | 'value' | 'long' | 'remark'>;

/** What became of a line. */
export interface LineResult {
  readonly outcome: 'ok' | 'error' | 'interrupted';
  readonly error?: unknown;
  /** What it has sent to the database. */
  readonly queries: LineQueries;
}

/** Told what became of a line. @returns what the person should hear of it. */
export type LineEnd = (result: LineResult) => string | undefined;

/** Hears of each line before it runs, and of what became of it. */
export interface LineAudit {
  /**
   * @param code the line as it was entered.
   * @param fileName where it stands, as errors say it.
   * @throws UserError when the line must not run.
   */
  begin(code: string, fileName?: string): LineEnd;
}

export interface SessionOptions {
  readonly evaluator: EvaluatorContract;
  readonly observer: LineObserver;
  readonly printer: Printer;
  /** Absent where there is no database. */
  readonly queryLog?: QueryLog;
  /** Absent where there is no database. */
  readonly boundary?: LineBoundary;
  /** What touches have loaded in the line that runs. */
  readonly loads?: () => readonly RelationLoad[];
  /** What there is to say of the statements that an input has sent: lines of text. */
  readonly remarks?: (queries: LineQueries) => readonly string[];
  /** Absent where nothing is written down. */
  readonly audit?: LineAudit;
}

export interface RunOptions {
  /** Shown in errors. */
  readonly fileName?: string;
  /** The line of `fileName` on which the text starts: 1 unless told. */
  readonly firstLine?: number;
  /** How this one value is shown: as the session does, unless told. */
  readonly printer?: ValuePrinter;
  /** Run beside the session, for a command that looks at what happens: `_` and the inputs for `.save` stay as they are. */
  readonly aside?: boolean;
}

/** What is known of an input beside what became of it. */
interface Ran {
  readonly notices: readonly string[];
  /** What went to the database, printing included. */
  readonly queries: LineQueries;
  /** What is said of that, line by line. */
  readonly queryLines: readonly string[];
}

export interface Success extends Ran {
  readonly ok: true;
  readonly value: unknown;
  /** The value as text; `undefined` when there is nothing to show. */
  readonly text: string | undefined;
  /** More of it, for a pager. */
  readonly long?: LongValue;
}

/** All of a value as text; what its entities lack to print themselves is loaded while it is read. */
export interface LongValue {
  /** It has at least so many lines. */
  readonly lines: number;
  /** The lines, in parts of one or several, without a newline at their ends. */
  parts(): AsyncIterable<string>;
  /** It was read as far as the person wanted: what is said of the statements now, those of the input and of the reading. Never throws. */
  read(): Promise<readonly string[]>;
}

export interface Failure extends Ran {
  readonly ok: false;
  readonly error: unknown;
  readonly text: string;
  /** True when the person ended it with Ctrl-C. */
  readonly interrupted: boolean;
}

/** What became of one input. */
export type Outcome = Success | Failure;

/**
 * The shell without any of the actual input and output: text goes in, an outcome comes out as data. The terminal, a pipe and
 * `-e` are three ways to feed it. (The idea of a shell class that knows no terminal is mongosh's.)
 */
export class Session {
  readonly evaluator: EvaluatorContract;
  /** Hears of an input that is about to run; it runs when what this gives is settled. Ctrl-C meanwhile, and it never runs. */
  beforeInput: ((text: string) => Promise<void>) | undefined;
  readonly #observer: LineObserver;
  readonly #printer: Printer;
  readonly #queryLog: QueryLog | undefined;
  readonly #boundary: LineBoundary | undefined;
  readonly #remarks: (queries: LineQueries) => readonly string[];
  readonly #loads: () => readonly RelationLoad[];
  readonly #audit: LineAudit | undefined;
  readonly #ran: RanInput[] = [];
  #lastQueries = NO_QUERIES;
  #stopping: AbortController | undefined;

  constructor(options: SessionOptions) {
    const { evaluator, observer, printer, queryLog, boundary, remarks = () => [], loads = () => [], audit } = options;
    this.evaluator = evaluator;
    this.#observer = observer;
    this.#printer = printer;
    this.#queryLog = queryLog;
    this.#boundary = boundary;
    this.#loads = loads;
    this.#remarks = remarks;
    this.#audit = audit;
  }

  /** Inputs that ran without an error, oldest first: what `.save` writes. */
  get inputs(): readonly string[] {
    return this.#ran.map(({ text }) => text);
  }

  /** The same with what each has done. */
  get ran(): readonly RanInput[] {
    return this.#ran;
  }

  /** What the last input, or command, that sent anything to the database sent; of an input also when that was nothing. */
  get lastQueries(): LineQueries {
    return this.#lastQueries;
  }

  /** Runs one whole input. Never throws: what the input throws is in the outcome. */
  async run(text: string, options: RunOptions = {}): Promise<Outcome> {
    let end: LineEnd | undefined;
    try {
      end = this.#audit?.begin(text, options.fileName);
    } catch (error) {
      return this.failure(error);
    }
    const outcome = await this.#run(text, options);
    const heard = end?.(outcome.ok ? { ...outcome, outcome: 'ok' } : { ...outcome, outcome: endOf(outcome.error) });
    return heard === undefined ? outcome : { ...outcome, notices: [...outcome.notices, heard] };
  }

  /**
   * Lets a dot-command, or what else was asked for and is no input, do what it does.
   * @param line as it was entered.
   * @returns what the person should hear beside what it says itself.
   * @throws what the command throws; UserError when it must not run.
   */
  async command(line: string, work: () => Promise<void>): Promise<readonly string[]> {
    const end = this.#audit?.begin(line);
    const mark = this.#queryLog?.mark();
    const result = (outcome: LineResult['outcome'], error?: unknown): string | undefined =>
      end?.({ outcome, error, queries: (mark && this.#queryLog?.since(mark)) ?? NO_QUERIES });
    try {
      await work();
    } catch (error) {
      result(endOf(error), error);
      throw error;
    }
    return [result('ok') ?? []].flat();
  }

  async #run(text: string, options: RunOptions): Promise<Outcome> {
    const { fileName, firstLine = 1, printer = this.#printer, aside = false } = options;
    try {
      if (!aside && this.beforeInput) await this.#letLook(text, this.beforeInput);
    } catch (error) {
      return this.failure(error);
    }
    this.#observer.startLine();
    this.#boundary?.startLine();
    const mark = this.#queryLog?.mark();
    const queries = (): LineQueries => (mark && this.#queryLog?.since(mark)) ?? NO_QUERIES;
    let outcome: Outcome;
    try {
      const { implicitAwait } = this.evaluator;
      const { value, shadowed } = await this.evaluator.evaluate(text, { fileName });
      const loads = this.#loads();
      const printed = value === undefined ? undefined : await this.#print(value, printer);
      const sent = this.#sent(queries());
      const wrote = sent.queries.records.some(({ kind }) => kind === 'write');
      const gaveValue = value !== undefined;
      if (!aside) this.#ran.push({ text, gaveValue, implicitAwait, wrote, loads, allLoads: this.#loads() });
      if (!aside && value !== undefined) this.evaluator.define('_', value);
      const whole = value === undefined ? undefined : printer.long?.(value);
      const long = whole && this.#long(whole, queries);
      const remark = value === undefined ? undefined : printer.remark?.(value);
      const remarks = aside ? [] : this.#remarks(sent.queries);
      const notices = [remark ?? [], shadowed.map(shadowNotice), this.#observer.takeNotices(), remarks].flat();
      outcome = { ok: true, value, text: printed, ...(long && { long }), notices, ...sent };
    } catch (error) {
      const position = this.evaluator.positionOf(error);
      outcome = this.failure(error, position && { ...position, line: position.line + firstLine - 1 }, queries());
    } finally {
      this.#observer.endLine();
    }
    outcome = { ...outcome, notices: [...outcome.notices, ...(await this.#endLine())] };
    if (!aside) this.#lastQueries = outcome.queries;
    return outcome;
  }

  /** Ctrl-C: ends what runs. Does nothing when nothing runs. */
  interrupt(): void {
    this.evaluator.interrupt();
    this.#stopping?.abort();
  }

  /** Whether something beside code is underway that `interrupt` breaks off. */
  get isBreakable(): boolean {
    return this.#stopping !== undefined;
  }

  /** Does something that `interrupt` breaks off: `stopped` is aborted then. What runs inside of it is broken off with it. */
  async breakable<Result>(work: (stopped: AbortSignal) => Promise<Result>): Promise<Result> {
    const around = this.#stopping;
    const stopping = (this.#stopping = around ?? new AbortController());
    try {
      return await work(stopping.signal);
    } finally {
      this.#stopping = around;
    }
  }

  /**
   * Lets a command ask the database; Ctrl-C ends the waiting for it.
   * @returns what is said of the statements that it sent, line by line.
   * @throws what the command throws, InterruptedError after `interrupt()`.
   */
  async attend(work: () => void | Promise<void>): Promise<readonly string[]> {
    let heard: readonly string[];
    const mark = this.#queryLog?.mark();
    const sent = (): LineQueries => (mark && this.#queryLog?.since(mark)) ?? NO_QUERIES;
    this.#boundary?.startLine();
    try {
      await this.breakable((stopped) => unlessStopped(work(), stopped));
    } finally {
      heard = await this.#endLine();
      const queries = sent();
      if (queries.count > 0) this.#lastQueries = queries;
    }
    return [...this.#printer.queries(sent()), ...heard];
  }

  /**
   * An error as an outcome: of an input, of a command, or one that came from nowhere (a promise that nobody waited for, a
   * timer's callback).
   */
  failure(error: unknown, position = this.evaluator.positionOf(error), queries = NO_QUERIES): Failure {
    this.evaluator.define('_error', error);
    const interrupted = error instanceof InterruptedError;
    const text = interrupted ? 'Interrupted.' : this.#printer.error(error, position, queries);
    const notices = [...this.#observer.takeNotices(error), ...this.#remarks(queries)];
    return { ok: false, error, text, interrupted, notices, ...this.#sent(queries) };
  }

  #letLook(text: string, look: (text: string) => Promise<void>): Promise<void> {
    return this.breakable((stopped) => unlessStopped(look(text), stopped));
  }

  #long(text: LongText, queries: () => LineQueries): LongValue {
    const observer = this.#observer;
    const boundary = this.#boundary;
    return {
      lines: text.lines,
      parts: async function* () {
        boundary?.startLine();
        for (const { shown, parts } of text.pieces()) {
          // What cannot be loaded now is shown as it is.
          await observer.beforePrint(shown)?.catch(() => {});
          yield* parts();
        }
      },
      read: async () => {
        observer.endLine();
        const heard = await this.#endLine();
        this.#lastQueries = queries();
        return [...this.#printer.queries(this.#lastQueries), ...heard];
      },
    };
  }

  /** A line is never kept from ending: what the database says then is news. */
  async #endLine(): Promise<readonly string[]> {
    try {
      return (await this.#boundary?.endLine()) ?? [];
    } catch (error) {
      return [this.#printer.error(error, undefined)];
    }
  }

  #sent(queries: LineQueries): Pick<Ran, 'queries' | 'queryLines'> {
    return { queries, queryLines: this.#printer.queries(queries) };
  }

  /** Loads what the value needs to print itself, then prints it. Ctrl-C ends the loading too. */
  async #print(value: unknown, printer: ValuePrinter): Promise<string> {
    const loading = this.#observer.beforePrint(printer.shown(value));
    if (loading) await this.breakable((stopped) => unlessStopped(loading, stopped));
    return printer.value(value);
  }
}

function endOf(error: unknown): LineResult['outcome'] {
  return error instanceof InterruptedError ? 'interrupted' : 'error';
}

function shadowNotice(name: string): string {
  return `${name} now means yours, not the shell's.`;
}
