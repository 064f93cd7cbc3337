import type * as swc from '@swc/core';
import { createRequire } from 'node:module';
import { TextSyntaxError } from './text-syntax-error';

/** JavaScript made from TypeScript, and the way back to where each part stood. */
export interface Stripped {
  readonly code: string;
  /** Line from 1 and column from 0 in `code`, to the same in the TypeScript text. */
  readonly original: (line: number, column: number) => { readonly line: number; readonly column: number } | undefined;
}

type Swc = typeof swc;

/** The compiler is loaded when the first line needs it: most lines are JavaScript already. */
let compiler: Swc | undefined;
function load(): Swc {
  compiler ??= createRequire(__filename)('@swc/core') as Swc;
  return compiler;
}

/** `f<T>(x)` parses as two comparisons in JavaScript: text that may hold a type argument goes through the compiler first. */
export function mayHoldTypeArguments(text: string): boolean {
  return /[\w$\])]\s*<[^;{}()=]*>\s*[(`]/.test(text);
}

/**
 * Takes the types out of TypeScript. Enums, namespaces, parameter properties and decorators become the JavaScript that
 * they stand for, with decorator metadata as in the project's own compilation.
 * @param text not too deep (`isTooDeep`).
 * @throws TextSyntaxError
 */
export function stripTypes(text: string): Stripped {
  const options: swc.Options = {
    filename: 'shell.ts',
    configFile: false,
    swcrc: false,
    isModule: true,
    sourceMaps: true,
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        verbatimModuleSyntax: true,
        useDefineForClassFields: false,
      },
    },
  };
  const compile = (source: string): swc.Output => {
    try {
      return load().transformSync(source, options);
    } catch (error) {
      throw describe(error as Error, text);
    }
  };
  if (STRANGE_SPACE.test(text)) compile(withPlainSpaces(text));
  const { code, map } = compile(text);
  return { code, original: mapping(map) };
}

/** What Unicode calls white space and is not ASCII, and what swc takes for it. */
const STRANGE_SPACE = /[\u0085\u00A0\u1680\u180E\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF]/;

/** A string may hold the two line ends that are no ASCII; elsewhere they end a line. */
const STRING_OR_LINE_END = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[\u2028\u2029]/g;

/**
 * The same text, as far as its syntax goes, without what ends the process when an error stands behind it: where swc says what is wrong it
 * counts each white space as one byte, and a count that ends inside of a character is a panic (swc 1.16: `!` with a no-break space and
 * `]` after it). A text without an error is compiled as it is.
 */
function withPlainSpaces(text: string): string {
  return text
    .replaceAll(STRING_OR_LINE_END, (found) => (found.length > 1 ? found.replaceAll(/[\u2028\u2029]/g, ' ') : '\n'))
    .replaceAll(/[\u0085\u180E\u200B]/g, '\u0001')
    .replaceAll(new RegExp(STRANGE_SPACE, 'g'), ' ');
}

/* eslint-disable no-control-regex -- the compiler colours its messages */
const COLOURS = /\x1b\[[0-9;]*m/g;
/* eslint-enable no-control-regex */

/** The compiler draws a picture of the error; its first line says what, a line further down where. */
function describe(error: Error, text: string): Error {
  const picture = error.message.replaceAll(COLOURS, '');
  const said = /^\s*(?:x|×|error:)?\s*(.+)$/m.exec(picture)?.[1] ?? 'the text cannot be parsed';
  const place = /:(\d+):(\d+)\]/.exec(picture);
  const isUnfinished = /got '<eof>'|[Uu]nexpected eof|Unterminated (template|block comment)/.test(picture);
  const lines = text.split('\n');
  const line = Number(place?.[1] ?? lines.length);
  const offset = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + Number(place?.[2] ?? 1) - 1;
  return new TextSyntaxError(said.trim(), Math.min(offset, text.length), isUnfinished);
}

function mapping(json: string | undefined): Stripped['original'] {
  type TraceMapping = typeof import('@jridgewell/trace-mapping');
  let map: InstanceType<TraceMapping['TraceMap']> | undefined;
  return (line, column) => {
    if (json === undefined) return undefined;
    const { TraceMap, originalPositionFor } = createRequire(__filename)('@jridgewell/trace-mapping') as TraceMapping;
    map ??= new TraceMap(json);
    const found = originalPositionFor(map, { line, column });
    return found.line === null ? undefined : found;
  };
}
