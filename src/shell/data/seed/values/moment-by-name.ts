import type { Random } from '../random';
import { hasWord } from './name-words';
import type { RowFacts } from './row-facts';

type MakeMoment = (random: Random, facts: RowFacts) => Date;

const BY_NAME: readonly (readonly [words: readonly string[], make: MakeMoment])[] = [
  [
    ['birth', 'birthday', 'birthdate', 'born', 'dob'],
    (random) => new Date(Date.UTC(random.between(1950, 2005), random.below(12), random.between(1, 28))),
  ],
  [['hire', 'hired', 'joined', 'founded', 'since'], (_, facts) => facts.near(-2_000)],
  [['start', 'begin', 'begins', 'from', 'opened', 'valid from'], (_, facts) => facts.created],
  [
    [
      'end',
      'finish',
      'until',
      'to',
      'due',
      'deadline',
      'expire',
      'expiry',
      'expires',
      'expiration',
      'closed',
      'completed',
      'finished',
      'delivered',
      'valid to',
    ],
    (_, facts) => new Date(facts.near(300).getTime() + 3_600_000),
  ],
  [
    ['updated', 'modified', 'changed', 'edited', 'published', 'paid', 'sent', 'shipped', 'seen', 'login'],
    (_, facts) => facts.near(100),
  ],
];

/** How moments of a column are made. @param column the words of its name, as `nameWords` gives them. */
export function momentByName(column: string): MakeMoment {
  return BY_NAME.find(([wanted]) => hasWord(column, wanted))?.[1] ?? ((_, facts) => facts.created);
}
