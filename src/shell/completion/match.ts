import type { Suggestion } from './suggestion';

/** A suggestion before what is typed is compared with it. */
export interface Candidate {
  readonly suggestion: Suggestion;
  /** Of two that fit equally well the one with the lower rank is first; of the same rank, the one that was named first. */
  readonly rank: number;
}

/**
 * How near what is to come is: what the place asks for; what is the person's or the model's own; methods of a class; what that inherits; names
 * that are there everywhere, which give way to what the place asks for; what every object has, which gives way to everything.
 */
export const RANK = { expected: 0, own: 1, methods: 2, inherited: 3, global: 4, everywhere: 5 } as const;

/** @param rank of all of them. */
export function ranked(suggestions: Iterable<Suggestion>, rank: number): readonly Candidate[] {
  return [...suggestions].map((suggestion) => ({ suggestion, rank }));
}

/** More suggestions than these are of no use to anybody. */
const MOST = 200;

/**
 * The suggestions that fit what is typed, the best first: those that begin with it; where none does, those that begin with it but for
 * capitals; where none does, those that have its letters at the beginnings of their words, or at least in its order. Of several with the
 * same text the first stays.
 */
export function match(typed: string, candidates: readonly Candidate[]): readonly Suggestion[] {
  const distinct = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { text } = candidate.suggestion;
    const other = distinct.get(text);
    if (other === undefined || candidate.rank < other.rank) distinct.set(text, candidate);
  }
  const all = [...distinct.values()].filter(({ suggestion }) => suggestion.text !== '');
  const exact = all.filter(({ suggestion: { text } }) => text.startsWith(typed));
  if (exact.length > 0) return sorted(nearest(exact).map((candidate) => ({ candidate, distance: 0 })));
  const lower = typed.toLowerCase();
  const inexact = all.filter(({ suggestion: { text } }) => text.toLowerCase().startsWith(lower));
  if (inexact.length > 0) return sorted(nearest(inexact).map((candidate) => ({ candidate, distance: 0 })));
  return sorted(
    all.flatMap((candidate) => {
      // There are too many of these for letters to mean one of them.
      if (candidate.rank >= RANK.global) return [];
      const distance = looseDistance(lower, candidate.suggestion.text);
      return distance === undefined ? [] : [{ candidate, distance }];
    }),
  );
}

/** Without those that give way to others. */
function nearest(fitting: readonly Candidate[]): readonly Candidate[] {
  const first = Math.min(...fitting.map(({ rank }) => rank));
  if (first === RANK.expected) return fitting.filter(({ rank }) => rank < RANK.global);
  return first === RANK.everywhere ? fitting : fitting.filter(({ rank }) => rank < RANK.everywhere);
}

interface Fitting {
  readonly candidate: Candidate;
  readonly distance: number;
}

function sorted(fitting: readonly Fitting[]): readonly Suggestion[] {
  return [...fitting]
    .sort((one, other) => one.distance - other.distance || one.candidate.rank - other.candidate.rank)
    .slice(0, MOST)
    .map(({ candidate }) => candidate.suggestion);
}

/**
 * How far a text is from letters that it has in this order: 0 where each begins one of its words or follows the one before, more for each
 * that does not. The first letter has to begin a word. `undefined` where the letters are not there.
 */
export function looseDistance(letters: string, text: string): number | undefined {
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(letters.charAt(0)); at !== -1; at = lower.indexOf(letters.charAt(0), at + 1)) {
    if (!beginsWord(text, at)) continue;
    const distance = restDistance(letters, lower, text, at);
    if (distance !== undefined) return distance + (at === 0 ? 0 : 1);
  }
  return undefined;
}

function restDistance(letters: string, lower: string, text: string, start: number): number | undefined {
  let [distance, last] = [0, start];
  for (let index = 1; index < letters.length; index++) {
    const letter = letters.charAt(index);
    const next = lower.charAt(last + 1) === letter ? last + 1 : wordWith(letter, lower, text, last + 1);
    const found = next ?? lower.indexOf(letter, last + 1);
    if (found === -1) return undefined;
    if (next === undefined) distance += 2;
    last = found;
  }
  return distance;
}

function wordWith(letter: string, lower: string, text: string, from: number): number | undefined {
  for (let at = lower.indexOf(letter, from); at !== -1; at = lower.indexOf(letter, at + 1))
    if (beginsWord(text, at)) return at;
  return undefined;
}

/** `hireDate`, `hire_date`, `hire-date`, `hire.date`: each has two words. */
function beginsWord(text: string, at: number): boolean {
  if (at === 0) return true;
  const [before, here] = [text.charAt(at - 1), text.charAt(at)];
  return /[_\-./$'"]/.test(before) || (/\p{Lu}|\d/u.test(here) && !/\p{Lu}|\d/u.test(before));
}
