import type { Completion } from '../terminal/line-editor';

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const COMMAND = /^\s*\.([A-Za-z]*)$/;

export interface CompletionScope {
  /** Names in scope, by name only: completing reads no value. */
  readonly names: readonly string[];
  /** Dot-commands, without the dot. */
  readonly commands: readonly string[];
}

/** Completes a dot-command, or a name in scope. Pure: nothing is run, no property is read, properties are not completed. */
export function completeNames(textBeforeCursor: string, { names, commands }: CompletionScope): Completion {
  const command = COMMAND.exec(textBeforeCursor);
  if (command) return beginningWith(command[1], commands);
  const word = WORD.exec(textBeforeCursor)?.[0];
  if (!word || isProperty(textBeforeCursor.slice(0, -word.length))) return { candidates: [], replaces: '' };
  return beginningWith(word, names);
}

function beginningWith(prefix: string, words: readonly string[]): Completion {
  const candidates = [...new Set(words)].filter((word) => word.startsWith(prefix)).sort();
  return { candidates, replaces: prefix };
}

/** After a dot it is a property; after three (`...rest`) it is a name again. */
function isProperty(before: string): boolean {
  return /(^|[^.])\.\s*$/.test(before);
}
