import type { Command, CompletionContext } from '../commands/command';
import { NOTHING_TO_SUGGEST, type Completion, type CompletionRequest, type SuggestionKind } from './suggestion';

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
export function completeNames(
  { text, cursor }: CompletionRequest,
  { names, entities, commands }: CompletionScope,
): Completion {
  const before = text.slice(0, cursor);
  const command = COMMAND.exec(before);
  if (command) {
    const words = commands.map(({ name }) => name);
    return beginningWith(command[1], words, { kind: 'command', cursor });
  }
  const argument = completeArgument(before, { entities, commands });
  if (argument) return argument;
  const word = WORD.exec(before)?.[0];
  if (!word || isProperty(before.slice(0, -word.length))) return NOTHING_TO_SUGGEST;
  return beginningWith(word, names, { kind: 'variable', cursor });
}

/** `undefined` where the command knows of no word that begins so: it may be code. */
function completeArgument(text: string, scope: Omit<CompletionContext, 'before'>): Completion | undefined {
  const [, name, before = '', typed = ''] = ARGUMENT.exec(text) ?? [];
  const command = name === undefined ? undefined : scope.commands.find((each) => each.name === name);
  const words = command?.completes?.({ ...scope, before: before.split(/\s+/).filter(Boolean) }) ?? [];
  // Where nothing is typed, an option is not what most people are about to write.
  const fitting = typed === '' ? words.filter((word) => !word.startsWith('-')) : words;
  const found = beginningWith(typed, fitting, { kind: 'argument', cursor: text.length });
  return found.suggestions.length === 0 ? undefined : found;
}

interface Word {
  readonly kind: SuggestionKind;
  readonly cursor: number;
}

function beginningWith(prefix: string, words: readonly string[], { kind, cursor }: Word): Completion {
  const fitting = [...new Set(words)].filter((word) => word.startsWith(prefix)).sort();
  return { from: cursor - prefix.length, to: cursor, suggestions: fitting.map((text) => ({ text, kind })) };
}

/** After a dot it is a property; after three (`...rest`) it is a name again. */
function isProperty(before: string): boolean {
  return /(^|[^.])\.\s*$/.test(before);
}
