import { types } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import type { Evaluation, EvaluatorContract, SourcePosition } from '../../src/shell/evaluator/evaluator';
import { InterruptedError } from '../../src/shell/evaluator/evaluator';

/** Enough of an evaluator to test what feeds one: plain JavaScript, one promise waited for, unfinished when a bracket is open. */
export class PlainEvaluator implements EvaluatorContract {
  implicitAwait = true;
  readonly variables: Record<string, unknown>;
  readonly #own = new Set<string>();
  readonly #given: ReadonlySet<string>;
  #ran = { text: '', fileName: '' };
  #interrupt: ((error: Error) => void) | undefined;

  constructor(names: Readonly<Record<string, unknown>> = {}) {
    this.#given = new Set(Object.keys(names));
    this.variables = createContext({ console, setTimeout, Promise, Error, process, require, ...names });
  }

  look(name: string): { readonly value: unknown } | undefined {
    const own = Object.getOwnPropertyDescriptor(this.variables, name);
    return own && 'value' in own ? { value: own.value } : undefined;
  }

  ownNames(): readonly string[] {
    return [...this.#own];
  }

  define(name: string, value: unknown): void {
    if (!this.#own.has(name)) this.variables[name] = value;
  }

  isUnfinished(text: string): boolean {
    const open = (text.match(/[([{]/g) ?? []).length - (text.match(/[)\]}]/g) ?? []).length;
    return open > 0;
  }

  async evaluate(text: string, { fileName = '<line>' }: { fileName?: string } = {}): Promise<Evaluation> {
    this.#ran = { text, fileName };
    const shadowed: string[] = [];
    for (const [, name] of text.matchAll(/^var (\w+)/gm)) {
      if (this.#given.has(name) && !this.#own.has(name)) shadowed.push(name);
      this.#own.add(name);
    }
    const interrupted = new Promise<never>((_resolve, reject) => (this.#interrupt = reject));
    try {
      const value: unknown = runInContext(text, this.variables, { filename: fileName, breakOnSigint: true });
      return { value: await Promise.race([value, interrupted]), shadowed };
    } catch (error) {
      const broken = (error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED';
      throw broken ? new InterruptedError('interrupted') : error;
    } finally {
      this.#interrupt = undefined;
    }
  }

  interrupt(): void {
    this.#interrupt?.(new InterruptedError('interrupted'));
  }

  sourceOf(): undefined {
    return undefined;
  }

  positionOf(error: unknown): SourcePosition | undefined {
    const frame = /at (?:.*\()?([^()\n]+):(\d+):(\d+)\)?$/m.exec(types.isNativeError(error) ? (error.stack ?? '') : '');
    const [, fileName = '', line, column] = frame ?? [];
    if (fileName !== this.#ran.fileName) return undefined;
    return {
      fileName,
      line: Number(line),
      column: Number(column),
      text: this.#ran.text.split('\n')[Number(line) - 1] ?? '',
    };
  }
}
