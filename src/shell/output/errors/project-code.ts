import path from 'node:path';
import type { EntityMetadata } from 'typeorm';
import { readQuietly } from '../own-data';
import type { ErrorContext, Finding } from './description';

/** The shell's own code. */
const SHELL = path.resolve(__dirname, '../..') + path.sep;

/** Where code of the project stood when it threw. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const FRAME = /^\s*at (?:.*\()?(?:file:\/\/)?((?:\/|[A-Za-z]:\\)[^()]*?):(\d+):(\d+)\)?$/;

/** The innermost place, if it is in a file of the project's own. */
function placeIn(error: unknown): Place | undefined {
  const stack = readQuietly(error, 'stack');
  const first = typeof stack === 'string' ? stack.split('\n').find((line) => /^\s*at /.test(line)) : undefined;
  const [, file, line, column] = FRAME.exec(first ?? '') ?? [];
  if (file === undefined || file.startsWith(SHELL) || /[\\/]node_modules[\\/]/.test(file)) return undefined;
  return { file, line: Number(line), column: Number(column) };
}

/**
 * What the two commonest mistakes look like in code of the project, where nothing is loaded by touching it and nothing is waited for: a
 * relation that no query has asked for, and a promise without `await`.
 * @returns `undefined` for what was thrown anywhere else
 */
export function elsewhereInProject(error: unknown, message: string, context: ErrorContext): Finding | undefined {
  const place = context.sourceLine && placeIn(error);
  const text = place && context.sourceLine?.(place.file, place.line);
  if (place === undefined || text === undefined) return undefined;
  const where = `${place.file.split(/[\\/]/).slice(-2).join('/')}:${place.line}`;
  const [, what, read] = /^Cannot read properties of (undefined|null) \(reading '([^']+)'\)/.exec(message) ?? [];
  if (what !== undefined && read !== undefined) {
    const title = `Cannot read "${read}" of ${what}, in ${where}.`;
    const [, before] = new RegExp(`(\\w+)[!?]?\\)?\\.${read}\\b`).exec(text) ?? [];
    const owners = before === undefined ? [] : ownersOf(before, context);
    if (what === 'null')
      return {
        title,
        advice: `What stands before ".${read}" is null there: findOne() and findOneBy() give null when no row matches.`,
      };
    if (before === undefined || owners.length === 0) return { title };
    return {
      title,
      advice: `${owners.map(({ name }) => `${name}.${before}`).join(' or ')} was not loaded: outside of the prompt the query asks for it, with relations: { ${before}: true }.`,
    };
  }
  const [, called, method] = /^(\S.*?)\.?([\w$]+) is not a function$/.exec(message) ?? [];
  const [, iterated] = /^(\S.*?) is not (?:a function or its return value is not )?iterable/.exec(message) ?? [];
  const promise = called ?? iterated;
  if (promise === undefined || promise === '' || !mayBePromise(promise, method)) return undefined;
  return {
    title: `${message.replace(' a function or its return value is not', '')}, in ${where}.`,
    advice: `Outside of the prompt nothing is waited for: if it is a promise, write ${awaited(promise, method)}.`,
  };
}

/** @param text as the engine says it: of calls it leaves out what they are given. */
function awaited(text: string, method: string | undefined): string {
  const promise = text.includes('(...)') || !/^[\w$.]+$/.test(text) ? '…' : text;
  return method === undefined ? `await ${promise}` : `(await ${promise}).${method}(…)`;
}

/** The entities that have a relation of this name. */
function ownersOf(name: string, { model }: ErrorContext): readonly EntityMetadata[] {
  return (model?.dataSource.entityMetadatas ?? []).filter(({ relations }) =>
    relations.some(({ propertyName }) => propertyName === name),
  );
}

/** What is called or asked for a list's method may be a promise of a list. */
function mayBePromise(text: string, method: string | undefined): boolean {
  return method === undefined || text.endsWith(')') || method in Array.prototype;
}
