import { InterruptedError, type EvaluatorContract, type SourcePosition } from './evaluator/evaluator';

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

/** How values and errors become text. */
export interface Printer {
  /** The entities that are going to be shown when this value is printed, and no others. */
  shown(value: unknown): readonly unknown[];
  value(value: unknown): string;
  error(error: unknown, position: SourcePosition | undefined): string;
}

export interface SessionOptions {
  readonly evaluator: EvaluatorContract;
  readonly observer: LineObserver;
  readonly printer: Printer;
}

export interface RunOptions {
  /** Shown in errors. */
  readonly fileName?: string;
  /** The line of `fileName` on which the text starts: 1 unless told. */
  readonly firstLine?: number;
}

export interface Success {
  readonly ok: true;
  readonly value: unknown;
  /** The value as text; `undefined` when there is nothing to show. */
  readonly text: string | undefined;
  readonly notices: readonly string[];
}

export interface Failure {
  readonly ok: false;
  readonly error: unknown;
  readonly text: string;
  /** True when the person ended it with Ctrl-C. */
  readonly interrupted: boolean;
  readonly notices: readonly string[];
}

/** What became of one input. */
export type Outcome = Success | Failure;

/**
 * The shell without any of the actual input and output: text goes in, an outcome comes out as data. The terminal, a pipe and
 * `-e` are three ways to feed it. (The idea of a shell class that knows no terminal is mongosh's.)
 */
export class Session {
  readonly evaluator: EvaluatorContract;
  readonly #observer: LineObserver;
  readonly #printer: Printer;
  readonly #inputs: string[] = [];
  #stopWaiting: ((error: InterruptedError) => void) | undefined;

  constructor({ evaluator, observer, printer }: SessionOptions) {
    this.evaluator = evaluator;
    this.#observer = observer;
    this.#printer = printer;
  }

  /** Inputs that ran without an error, oldest first: what `.save` writes. */
  get inputs(): readonly string[] {
    return this.#inputs;
  }

  /** Runs one whole input. Never throws: what the input throws is in the outcome. */
  async run(text: string, options: RunOptions = {}): Promise<Outcome> {
    this.#observer.startLine();
    try {
      const { value, shadowed } = await this.evaluator.evaluate(text, { fileName: options.fileName });
      const printed = value === undefined ? undefined : await this.#print(value);
      this.#inputs.push(text);
      if (value !== undefined) this.evaluator.define('_', value);
      return {
        ok: true,
        value,
        text: printed,
        notices: [...shadowed.map(shadowNotice), ...this.#observer.takeNotices()],
      };
    } catch (error) {
      const position = this.evaluator.positionOf(error);
      const { firstLine = 1 } = options;
      return this.failure(error, position && { ...position, line: position.line + firstLine - 1 });
    } finally {
      this.#observer.endLine();
    }
  }

  /** Ctrl-C: ends what runs. Does nothing when nothing runs. */
  interrupt(): void {
    this.evaluator.interrupt();
    this.#stopWaiting?.(new InterruptedError('interrupted'));
  }

  /**
   * An error as an outcome: of an input, of a command, or one that came from nowhere (a promise that nobody waited for, a
   * timer's callback).
   */
  failure(error: unknown, position = this.evaluator.positionOf(error)): Failure {
    this.evaluator.define('_error', error);
    const interrupted = error instanceof InterruptedError;
    const text = interrupted ? 'Interrupted.' : this.#printer.error(error, position);
    return { ok: false, error, text, interrupted, notices: this.#observer.takeNotices(error) };
  }

  /** Loads what the value needs to print itself, then prints it. Ctrl-C ends the loading too. */
  async #print(value: unknown): Promise<string> {
    const loading = this.#observer.beforePrint(this.#printer.shown(value));
    if (loading) {
      const stopped = new Promise<never>((_resolve, reject) => (this.#stopWaiting = reject));
      try {
        await Promise.race([loading, stopped]);
      } finally {
        this.#stopWaiting = undefined;
      }
    }
    return this.#printer.value(value);
  }
}

function shadowNotice(name: string): string {
  return `${name} now means yours, not the shell's.`;
}
