import type { Suggestion } from './suggestion';

/** A suggestion before what is typed is compared with it. */
export interface Candidate {
  readonly text: string;
  /** What there is to say of it is found out when it fits, where that takes work. */
  readonly suggestion: Suggestion | (() => Suggestion);
  /** Of two that fit equally well the one with the lower rank is first; of the same rank, the one that was named first. */
  readonly rank: number;
}

/** One of which everything is known. */
export interface ReadyCandidate extends Candidate {
  readonly suggestion: Suggestion;
}

/**
 * How near what is to come is: what the place asks for; what is the person's or the model's own; methods of a class; what that inherits; names
 * that are there everywhere, which give way to what the place asks for; what every object has, which gives way to everything.
 */
export const RANK = { expected: 0, own: 1, methods: 2, inherited: 3, global: 4, everywhere: 5 } as const;

/** @param rank of all of them. */
export function ranked(suggestions: Iterable<Suggestion>, rank: number): readonly ReadyCandidate[] {
  return [...suggestions].map((suggestion) => ({ text: suggestion.text, suggestion, rank }));
}

/** More suggestions than these are of no use to anybody. */
const MOST = 200;

/**
 * The suggestions that fit what is typed, the best first: those that begin with it; where none does, those that begin with it but for
 * capitals; where none does, those that have its letters at the beginnings of their words, or at least in its order. Of several with the
 * same text the first stays.
 */
export function match(typed: string, candidates: readonly Candidate[]): readonly Suggestion[] {
  const exact = candidates.filter(({ text }) => text.startsWith(typed));
  if (exact.length > 0) return sorted(nearest(exact));
  const lower = typed.toLowerCase();
  const inexact = candidates.filter(({ text }) => text.toLowerCase().startsWith(lower));
  if (inexact.length > 0) return sorted(nearest(inexact));
  const distances = new Map<Candidate, number>();
  for (const candidate of candidates) {
    // There are too many of these for letters to mean one of them.
    const distance = candidate.rank >= RANK.global ? undefined : looseDistance(lower, candidate.text);
    if (distance !== undefined) distances.set(candidate, distance);
  }
  return sorted([...distances.keys()], distances);
}

/** The texts that have the letters that are typed in their order: no other one fits. A quick look, where there are many. */
export function thatCouldFit(typed: string, texts: readonly string[]): readonly string[] {
  const letters = typed.toLowerCase();
  return texts.filter((text) => {
    const lower = text.toLowerCase();
    let found = -1;
    for (let at = 0; at < letters.length; at++) {
      found = lower.indexOf(letters.charAt(at), found + 1);
      if (found === -1) return false;
    }
    return true;
  });
}

/** Without those that give way to others. */
function nearest(fitting: readonly Candidate[]): readonly Candidate[] {
  const first = Math.min(...fitting.map(({ rank }) => rank));
  if (first === RANK.expected) return fitting.filter(({ rank }) => rank < RANK.global);
  return first === RANK.everywhere ? fitting : fitting.filter(({ rank }) => rank < RANK.everywhere);
}

function sorted(fitting: readonly Candidate[], distances?: ReadonlyMap<Candidate, number>): readonly Suggestion[] {
  const distance = (candidate: Candidate): number => distances?.get(candidate) ?? 0;
  const first = new Map<string, Candidate>();
  for (const candidate of [...fitting].sort((one, other) => distance(one) - distance(other) || one.rank - other.rank)) {
    if (candidate.text !== '' && !first.has(candidate.text)) first.set(candidate.text, candidate);
    if (first.size === MOST) break;
  }
  return [...first.values()].map(({ suggestion }) => (typeof suggestion === 'function' ? suggestion() : suggestion));
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
