import type { Suggestion } from '../suggestion';

/** What may be written somewhere, as far as what stands around it tells. */
export type Expected =
  | ExpectedObject
  | { readonly kind: 'list'; readonly of: readonly Expected[] }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] };

/** An object whose keys are known. */
export interface ExpectedObject {
  readonly kind: 'object';
  keys(): readonly Suggestion[];
  /** What may stand behind a key. */
  at(key: string): readonly Expected[];
}

/** One of the values that may stand somewhere. */
export interface Choice {
  readonly suggestion: Suggestion;
  /** Whether it is a text, which stands in quotes. */
  readonly isText: boolean;
}

export const NOTHING_EXPECTED: readonly Expected[] = [];

export function textChoices(texts: readonly string[], detail?: string): Expected {
  const about = detail === undefined ? {} : { detail };
  return {
    kind: 'choices',
    choices: texts.map((text) => ({ suggestion: { text, kind: 'value', ...about }, isText: true })),
  };
}

/** Values that are written as code: `true`, `null`, an operator. */
export function codeChoices(suggestions: readonly Suggestion[]): Expected {
  return { kind: 'choices', choices: suggestions.map((suggestion) => ({ suggestion, isText: false })) };
}

export const BOOLEANS: Expected = codeChoices([
  { text: 'true', kind: 'value' },
  { text: 'false', kind: 'value' },
]);

/** An object with these keys; what may stand behind each is asked when it is wanted. */
export function objectOf(
  keys: () => readonly Suggestion[],
  at: (key: string) => readonly Expected[] = () => NOTHING_EXPECTED,
): ExpectedObject {
  return { kind: 'object', keys, at };
}
