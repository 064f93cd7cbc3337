import type * as CountedTextModule from './counted-text';
import type { Head } from './counted-text';

/** What the loops of a text call that cannot name the runtime: one that `eval` or `Function` is given, one in a `with`. */
export interface TurnCounter {
  /** A loop goes round once more. @throws when Ctrl-C came. */
  turn(): true;
  /** What a function that makes code of texts is to be given in the place of these arguments. */
  texts(callee: unknown, args: readonly unknown[]): readonly unknown[];
}

const COUNTER = Symbol.for('typeorm-shell.turns');

/** The body of a function that gives the counter. Its text asks for names where nobody else has put any. */
export const FIND = 'return globalThis[Symbol.for("typeorm-shell.turns")]';

/** Makes a counter the one that texts find: the last one is. */
export function offerCounter(counter: TurnCounter): void {
  Object.defineProperty(globalThis, COUNTER, { value: counter, configurable: true, writable: true });
}

/** What is put into a text to count stands between these, so that a function can show its text without it. */
export const [OPEN, CLOSE] = ['/*typeorm-shell<*/', '/*>typeorm-shell*/'] as const;
const INSERTED = /\/\*typeorm-shell<\*\/[^]*?\/\*>typeorm-shell\*\//g;

/** A function's text without what was put into it; `undefined` when nothing was. */
export function withoutCounting(text: string): string | undefined {
  return text.includes(OPEN) ? text.replaceAll(INSERTED, '') : undefined;
}

/** What runs a text that it is given: `eval`, and what makes functions, by how those begin. */
const TEXT_RUNNERS: ReadonlyMap<unknown, Head | undefined> = new Map<unknown, Head | undefined>([
  [eval, undefined],
  [Function, 'function'],
  [function* () {}.constructor, 'function*'],
  [async function () {}.constructor, 'async function'],
  [async function* () {}.constructor, 'async function*'],
]);

/** The arguments of a call with the text that is run in it counted; those of every other function as they are. */
export function countedArguments(callee: unknown, args: unknown[]): unknown[] {
  if (!TEXT_RUNNERS.has(callee) || args.length === 0) return args;
  const head = TEXT_RUNNERS.get(callee);
  const at = head === undefined ? 0 : args.length - 1;
  const text = args[at];
  if (typeof text !== 'string') return args;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads the parser: a prompt can be there before it
  const { countedText } = require('./counted-text') as typeof CountedTextModule;
  return args.with(at, countedText(text, head));
}
