import * as acorn from 'acorn';
import { Script } from 'node:vm';
import { namesIn, varNames, lexicalNames } from './analysis';
import { TextSyntaxError, TOO_DEEP } from './text-syntax-error';
import { type AnyNode, isFunction, walk } from './walk';

export interface ParseOptions {
  /**
   * The text may hold `await`, `import` and `export` at its top level, as at the prompt; a text that has a name `await`
   * keeps it. Unless said so it is a script and nothing else.
   */
  readonly moduleSyntax?: boolean;
  /** Names declared before, which decide what `await (x)` means. */
  readonly isDeclared?: (name: string) => boolean;
}

export interface Parsed {
  readonly program: acorn.Program;
  /** `import` or `export` make the text a module: strict, and with `await`. */
  readonly isModule: boolean;
  /** The text waits explicitly at its top level. */
  readonly awaits: boolean;
}

const BASE: acorn.Options = { ecmaVersion: 'latest', locations: true, allowHashBang: true };

/**
 * Parses JavaScript as a script; failing that, where it may be more, with top-level `await`; failing that as a module.
 * @throws TextSyntaxError
 */
export function parse(source: string, options: ParseOptions = {}): Parsed {
  const withAwait = options.moduleSyntax === true;
  let failure: unknown;
  try {
    const program = acorn.parse(source, { ...BASE, sourceType: 'script' });
    if (!withAwait || !usesAwaitAsName(program, options)) return { program, isModule: false, awaits: false };
  } catch (error) {
    failure = error;
  }
  if (withAwait) {
    try {
      const program = acorn.parse(source, { ...BASE, sourceType: 'script', allowAwaitOutsideFunction: true });
      return { program, isModule: false, awaits: awaitsAtTop(program) };
    } catch (error) {
      failure ??= error;
      if (reach(error) > reach(failure)) failure = error;
    }
  }
  if (withAwait && /\b(import|export)\b/.test(source)) {
    try {
      const program = acorn.parse(source, { ...BASE, sourceType: 'module', allowAwaitOutsideFunction: true });
      return { program, isModule: true, awaits: true };
    } catch (error) {
      if (reach(error) > reach(failure)) failure = error;
    }
  }
  throw describe(failure, source);
}

/** How far a parser came. */
function reach(error: unknown): number {
  return (error as { raisedAt?: number }).raisedAt ?? 0;
}

function describe(error: unknown, source: string): unknown {
  const { pos, message } = error as { pos?: number; message: string };
  if (!(error instanceof SyntaxError) || pos === undefined) return error;
  const end = source.trimEnd().length;
  const isOpenString = message.startsWith('Unterminated string') && /\\\r?\n?$/.test(source.slice(pos));
  const isOpen = /^Unterminated (template|comment)/.test(message) || isOpenString;
  const isUnfinished = isOpen || (pos >= end && !message.startsWith('Unterminated'));
  return new TextSyntaxError(engineMessage(source) ?? message.replace(/ \(\d+:\d+\)$/, ''), pos, isUnfinished);
}

/** The engine words its errors better than the parser ("missing ) after argument list"). */
function engineMessage(source: string): string | undefined {
  try {
    new Script(source);
  } catch (error) {
    const { message } = error as Error;
    if (/\bstack\b/.test(message)) return TOO_DEEP;
    return message.startsWith('await is only valid') ? undefined : message;
  }
  return undefined;
}

/**
 * Errors that only the engine finds before it runs a script.
 * @throws SyntaxError
 */
export function checkScript(source: string): void {
  new Script(source);
}

/** `await (x)` is a call in a script: taken for one only when something is called `await`. */
function usesAwaitAsName(program: acorn.Program, { isDeclared }: ParseOptions): boolean {
  if (isDeclared?.('await') === true) return false;
  const statements = program.body as AnyNode[];
  const declared = [...varNames(statements), ...lexicalNames(statements).map(([name]) => name)];
  if (declared.includes('await')) return false;
  return statements.some((statement) => !isFunction(statement) && namesIn([statement]).has('await'));
}

function awaitsAtTop(program: acorn.Program): boolean {
  let found = false;
  walk(program, (node) => {
    if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) found = true;
    return !isFunction(node);
  });
  return found;
}
