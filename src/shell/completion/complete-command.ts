import { COMMAND_GROUPS, type Command } from '../commands/command';
import { migrationNames } from '../migrations/code-migrations';
import { completeCode } from './complete-code';
import { match, RANK, ranked, type Candidate } from './match';
import type { CompletionScope } from './scope';
import { fileCandidates } from './sources/files';
import { NOTHING_TO_SUGGEST, type Completion, type CompletionRequest, type Suggestion } from './suggestion';

const NAME = /^\s*\.([A-Za-z][\w-]*|)$/;
const CALL = /^(\s*\.([A-Za-z][\w-]*)\s+)/;

/** Completes a dot-command: its name, the words that it takes, files, or the code that it is given. */
export function completeCommand(request: CompletionRequest, scope: CompletionScope): Completion {
  const { text, cursor } = request;
  const before = text.slice(0, cursor);
  const name = NAME.exec(before)?.[1];
  if (name !== undefined) {
    const commands = [...scope.commands].sort((one, other) => (one.name < other.name ? -1 : 1));
    return completion(name, ranked(commands.map(commandSuggestion), RANK.expected), cursor);
  }
  const [, head = '', called] = CALL.exec(before) ?? [];
  const command = scope.commands.find((each) => each.name === called);
  const asCode = (start: number): Completion => {
    const { suggestions, from, to } = completeCode({ text: text.slice(start), cursor: cursor - start }, scope);
    return suggestions.length === 0 ? NOTHING_TO_SUGGEST : { suggestions, from: from + start, to: to + start };
  };
  // Nobody knows what a command takes that there is not.
  if (command === undefined) return asCode(head.length);
  const argument = new Argument(command, before.slice(head.length));
  const typed = argument.word;
  const words = wordsOf(command, argument, scope);
  const files = argument.wantsFile ? fileCandidates(typed.replace(/^["']/, ''), scope) : undefined;
  const exact = words.filter(({ text }) => text.startsWith(typed));
  // `.explain analyze` is one thing to write there, and code the other.
  const isWordOrCode =
    typed === '' &&
    head.length + (argument.code ?? 0) === before.length &&
    /\b(?:EXPRESSION|NAME)\b/.test(command.parameters);
  if (files !== undefined && exact.length === 0) return completion(files.typed, files.candidates, cursor);
  // Both are named by the same letters, where no folder is typed.
  if (exact.length > 0) {
    const code = isWordOrCode ? asCode(cursor).suggestions : [];
    const rest = files?.typed === typed ? files.candidates : ranked(code, RANK.own);
    return completion(typed, [...exact, ...rest], cursor);
  }
  const code = argument.code === undefined ? NOTHING_TO_SUGGEST : asCode(head.length + argument.code);
  return code.suggestions.length > 0 || typed === '' ? code : completion(typed, words, cursor);
}

function completion(typed: string, candidates: readonly Candidate[], cursor: number): Completion {
  const suggestions = match(typed, candidates);
  return suggestions.length === 0 ? NOTHING_TO_SUGGEST : { from: cursor - typed.length, to: cursor, suggestions };
}

function commandSuggestion({ name, summary }: Command): Suggestion {
  return { text: name, kind: 'command', detail: summary };
}

/** What a command says that it takes, word by word; where it says nothing, the words that its parameters spell out. */
function wordsOf(command: Command, { word, words }: Argument, scope: CompletionScope): readonly Candidate[] {
  const { entities, commands, model } = scope;
  const migrations = (): readonly string[] => migrationNames(model.dataSource);
  const all =
    command.completes?.({ before: words, entities, commands, migrations }) ??
    spelt(command.parameters).filter((each) => !words.includes(each));
  // Where nothing is typed, an option is not what most people are about to write.
  const wanted = word === '' ? all.filter((each) => !each.startsWith('-')) : all;
  const takesCommand = command.parameters.includes('COMMAND');
  const suggestions = [...new Set(wanted)].sort().map((text): Suggestion => {
    const named = takesCommand ? commands.find(({ name }) => name === text) : undefined;
    if (named !== undefined) return commandSuggestion(named);
    if (text.startsWith('-')) return { text, kind: 'option' };
    if (entities.includes(text)) return { text, kind: 'entity' };
    const group = takesCommand ? Object.entries(COMMAND_GROUPS).find(([name]) => name === text) : undefined;
    return { text, kind: 'argument', ...(group === undefined ? {} : { detail: group[1] }) };
  });
  // Where commands are asked for, the rest comes behind them.
  return suggestions.flatMap((each) =>
    ranked([each], takesCommand && each.kind !== 'command' ? RANK.own : RANK.expected),
  );
}

/** `[analyze] EXPRESSION`: words in small letters are written as they are. */
function spelt(parameters: string): readonly string[] {
  return [...parameters.matchAll(/(?<![\w-])(?:--?[a-z][\w-]*|[a-z][a-z-]*)/g)].map(([word]) => word);
}

/** The argument of a command as far as it is typed, read by how its parameters are declared. */
class Argument {
  /** What is typed of the last word. */
  readonly word: string;
  /** The words before it. */
  readonly words: readonly string[];
  /** Where code begins in it; `undefined` where none can stand. */
  readonly code: number | undefined;
  /** Whether the last word may be the name of a file. */
  readonly wantsFile: boolean;

  constructor({ parameters, namesCode = false }: Command, argument: string) {
    this.word = /\S*$/.exec(argument)?.[0] ?? '';
    this.words = argument
      .slice(0, argument.length - this.word.length)
      .split(/\s+/)
      .filter(Boolean);
    let at = this.#behindOptions(argument, parameters);
    const kinds: readonly string[] = parameters.match(/[A-Z]{2,}/g) ?? [];
    const isFileFirst = kinds[0] === 'FILE';
    const file = isFileFirst ? /^(?:"[^"]*"|'[^']*'|\S+)(\s+)/.exec(argument.slice(at)) : null;
    this.wantsFile = isFileFirst ? file === null : kinds.includes('FILE');
    if (file !== null) at += file[0].length;
    const takesCode =
      namesCode || (kinds.some((kind) => /^(?:EXPRESSION|CODE|ENTITY|FROM)$/.test(kind)) && !kinds.includes('TO'));
    this.code = takesCode && (!isFileFirst || file !== null) ? at : undefined;
  }

  /** Options and words that are spelt out stand first. */
  #behindOptions(argument: string, parameters: string): number {
    let at = 0;
    const spelled = new Set(spelt(parameters));
    for (let found = next(argument, at); found !== null; found = next(argument, at)) {
      const [all, word = ''] = found;
      if (!spelled.has(word) && !/^-/.test(word)) break;
      at += all.length;
      const takesValue = new RegExp(`${word}\\s+[A-Z]`).test(parameters);
      const value = takesValue && word.startsWith('-') ? next(argument, at) : null;
      if (value !== null) at += value[0].length;
    }
    return at;
  }
}

/** A word that is over: a blank is behind it. */
function next(argument: string, at: number): RegExpExecArray | null {
  return /^(\S+)\s+/.exec(argument.slice(at));
}
