import type { Mapping } from './print';
import type { Stripped } from './strip-types';

/** Where a line went wrong, in the person's own text. Lines and columns count from 1. */
export interface SourcePosition {
  readonly fileName: string;
  readonly line: number;
  readonly column: number;
  /** The text of that line. */
  readonly text: string;
}

/** What became of one text, kept to point into it. */
export interface UnitText {
  readonly fileName: string;
  readonly text: string;
  readonly mappings: readonly Mapping[];
  /** Characters that were put before the first line. */
  readonly shift?: number;
  readonly stripped?: Stripped;
}

/** A place in a text's JavaScript: an offset from 0. */
export interface NotedPlace {
  readonly id: number;
  readonly offset: number;
}

const FRAME = /shell:(\d+):(\d+):(\d+)/;

/** Finds the place in the person's text that an error comes from. */
export class UnitTexts {
  readonly #texts = new Map<number, UnitText>();
  readonly #noted = new WeakMap<object, NotedPlace>();

  /** The name under which a text is compiled, and shows up in stacks. */
  static scriptName(id: number): string {
    return `shell:${id}`;
  }

  add(id: number, text: UnitText): void {
    this.#texts.set(id, text);
  }

  /** Tells where an error that no stack knows comes from. */
  note(error: object, id: number, offset: number): void {
    this.#noted.set(error, { id, offset });
  }

  /** @param waited the wait that the error came out of, for errors that were made outside of the text */
  positionOf(error: unknown, waited: NotedPlace | undefined): SourcePosition | undefined {
    if (typeof error !== 'object' || error === null) return undefined;
    const noted = this.#noted.get(error);
    if (noted !== undefined) return this.#atOffset(noted);
    const { stack } = error as { stack?: unknown };
    const frame = typeof stack === 'string' ? FRAME.exec(stack) : null;
    if (frame !== null) return this.#atFrame(Number(frame[1]), Number(frame[2]), Number(frame[3]));
    return waited === undefined ? undefined : this.#atOffset(waited);
  }

  #atFrame(id: number, line: number, column: number): SourcePosition | undefined {
    const unit = this.#texts.get(id);
    const mapping = unit?.mappings.findLast((one) => one.generatedLine === line && one.generatedColumn <= column - 1);
    return unit && mapping && place(unit, mapping.line, mapping.column);
  }

  #atOffset({ id, offset }: NotedPlace): SourcePosition | undefined {
    const unit = this.#texts.get(id);
    if (unit === undefined) return undefined;
    const before = (unit.stripped?.code ?? unit.text).slice(0, offset).split('\n');
    const shift = unit.stripped === undefined ? (unit.shift ?? 0) : 0;
    return place(unit, before.length, before.at(-1)!.length + (before.length === 1 ? shift : 0));
  }
}

/** @param line from 1 @param column from 0, both in the JavaScript */
function place(unit: UnitText, line: number, column: number): SourcePosition | undefined {
  const found = unit.stripped === undefined ? { line, column } : unit.stripped.original(line, column);
  if (found === undefined) return undefined;
  const text = unit.text.split('\n')[found.line - 1] ?? '';
  const shifted = found.line === 1 ? found.column - (unit.shift ?? 0) : found.column;
  return { fileName: unit.fileName, line: found.line, column: Math.max(1, Math.min(shifted, text.length) + 1), text };
}
