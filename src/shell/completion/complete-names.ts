import type { Command, CompletionContext } from '../commands/command';
import type { Completion } from '../terminal/line-editor';

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const COMMAND = /^\s*\.([A-Za-z][\w-]*|)$/;
/** A command, and the words behind it up to the one that is being typed. */
const ARGUMENT = /^\s*\.([A-Za-z][\w-]*)\s+((?:\S+\s+)*)(\S*)$/;

export interface CompletionScope {
  /** Names in scope, by name only: completing reads no value. */
  readonly names: readonly string[];
  /** Entities by their name at the prompt. */
  readonly entities: readonly string[];
  readonly commands: readonly Command[];
}

/**
 * Completes a dot-command, a word of its argument, or a name in scope. Pure: nothing is run, no property is read, properties are not
 * completed.
 */
export function completeNames(textBeforeCursor: string, { names, entities, commands }: CompletionScope): Completion {
  const command = COMMAND.exec(textBeforeCursor);
  if (command)
    return beginningWith(
      command[1],
      commands.map(({ name }) => name),
    );
  const argument = completeArgument(textBeforeCursor, { entities, commands });
  if (argument) return argument;
  const word = WORD.exec(textBeforeCursor)?.[0];
  if (!word || isProperty(textBeforeCursor.slice(0, -word.length))) return { candidates: [], replaces: '' };
  return beginningWith(word, names);
}

/** `undefined` where the command knows of no word that begins so: it may be code. */
function completeArgument(text: string, scope: Omit<CompletionContext, 'before'>): Completion | undefined {
  const [, name, before = '', typed = ''] = ARGUMENT.exec(text) ?? [];
  const command = name === undefined ? undefined : scope.commands.find((each) => each.name === name);
  const words = command?.completes?.({ ...scope, before: before.split(/\s+/).filter(Boolean) }) ?? [];
  // Where nothing is typed, an option is not what most people are about to write.
  const found = beginningWith(typed, typed === '' ? words.filter((word) => !word.startsWith('-')) : words);
  return found.candidates.length === 0 ? undefined : found;
}

function beginningWith(prefix: string, words: readonly string[]): Completion {
  const candidates = [...new Set(words)].filter((word) => word.startsWith(prefix)).sort();
  return { candidates, replaces: prefix };
}

/** After a dot it is a property; after three (`...rest`) it is a name again. */
function isProperty(before: string): boolean {
  return /(^|[^.])\.\s*$/.test(before);
}
