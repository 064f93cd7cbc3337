import type { Completion, Suggestion } from '../../completion/suggestion';
import { replaced, type TextBuffer } from './text-buffer';

/** Suggestions to choose from, for what stands at a place in a text. Never changed: a step gives another one. */
export interface Menu {
  /** The text as it was typed. */
  readonly typed: TextBuffer;
  readonly completion: Completion;
  /** Which of them stands in the text, to be looked at; `undefined` for what was typed. */
  readonly chosen: number | undefined;
}

/** The text with what is chosen. */
export function withChoice({ typed, completion, chosen }: Menu): TextBuffer {
  return chosen === undefined ? typed : completed(typed, completion, completion.suggestions[chosen]);
}

/** The text with a suggestion put in its place. */
export function completed(typed: TextBuffer, { from, to }: Completion, { text }: Suggestion): TextBuffer {
  return replaced(typed, from, to, text);
}

/** The next or the one before; beyond both ends is what was typed. */
export function stepped(menu: Menu, by: 1 | -1): Menu {
  const { length } = menu.completion.suggestions;
  // What was typed stands before the first and behind the last.
  const place = ((menu.chosen ?? -1) + 1 + by + length + 1) % (length + 1);
  return { ...menu, chosen: place === 0 ? undefined : place - 1 };
}

/** Other suggestions for the same text; what is chosen stays so where it is among them. */
export function withSuggestions(menu: Menu, completion: Completion): Menu {
  const { chosen } = menu;
  const text = chosen === undefined ? undefined : menu.completion.suggestions[chosen].text;
  const index = completion.suggestions.findIndex((suggestion) => suggestion.text === text);
  return { ...menu, completion, chosen: index === -1 ? undefined : index };
}

/** What is typed of the word that is completed. */
export function typedWord(typed: TextBuffer, { from }: Completion): string {
  return typed.text.slice(from, typed.cursor);
}

/** The longest text with which all suggestions begin, where it goes on with what is typed. */
export function commonBeginning(typed: TextBuffer, completion: Completion): string | undefined {
  const common = completion.suggestions.map(({ text }) => text).reduce(commonPrefix);
  const word = typedWord(typed, completion);
  // A quote alone says nothing, and what is chosen behind it would lack the other one.
  const saysMore = common.length > word.length && !/^['"`]$/.test(common);
  return saysMore && common.startsWith(word) ? common : undefined;
}

/** Those of the suggestions that still fit after more was typed of the word, the ones that begin so first. */
export function narrowed(menu: Menu, typed: TextBuffer): Completion {
  const { from, to, suggestions } = menu.completion;
  const word = typedWord(typed, menu.completion).toLowerCase();
  const beginning = suggestions.filter(({ text }) => text.toLowerCase().startsWith(word));
  return {
    from,
    // What stood behind the cursor still does.
    to: to + typed.cursor - menu.typed.cursor,
    suggestions: beginning.length > 0 ? beginning : suggestions.filter(({ text }) => isIn(word, text.toLowerCase())),
  };
}

/** Whether the letters of a word stand in a text, in this order. */
function isIn(word: string, text: string): boolean {
  let place = 0;
  for (const letter of word) {
    place = text.indexOf(letter, place) + 1;
    if (place === 0) return false;
  }
  return true;
}

function commonPrefix(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}
