import type { Random } from '../random';
import { hasWord } from './name-words';

/** Where numbers of a column lie, both ends included; `few` where small ones are far more frequent than large ones. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly few?: boolean;
}

const BY_NAME: readonly (readonly [words: readonly string[], range: NumberRange])[] = [
  [['latitude', 'lat'], { least: -60, most: 70 }],
  [['longitude', 'lng', 'lon', 'long'], { least: -180, most: 180 }],
  [['percent', 'percentage', 'discount', 'progress', 'humidity'], { least: 0, most: 100 }],
  [['star', 'rating', 'rank', 'grade', 'priority', 'level', 'severity'], { least: 1, most: 5 }],
  [['score'], { least: 0, most: 100 }],
  [['age'], { least: 18, most: 90 }],
  [['year'], { least: 1980, most: 2024 }],
  [['month'], { least: 1, most: 12 }],
  [['day', 'weekday'], { least: 1, most: 28 }],
  [['hour'], { least: 0, most: 23 }],
  [['minute', 'second'], { least: 0, most: 59 }],
  [['port'], { least: 1024, most: 65_535 }],
  [['cent', 'salary', 'budget', 'income', 'revenue'], { least: 1_000, most: 500_000, few: true }],
  [['price', 'amount', 'total', 'cost', 'fee', 'sum', 'balance', 'subtotal'], { least: 1, most: 2_000, few: true }],
  [['tax', 'vat', 'rate', 'factor', 'ratio'], { least: 0, most: 25 }],
  [
    ['quantity', 'qty', 'stock', 'count', 'number', 'seat', 'answer', 'vote', 'view', 'like'],
    { least: 0, most: 500, few: true },
  ],
  [['position', 'order', 'sort', 'sequence', 'rank', 'index'], { least: 0, most: 99 }],
  [['weight', 'gram', 'height', 'width', 'depth', 'length', 'size'], { least: 1, most: 1_000, few: true }],
  [['duration', 'timeout', 'page', 'word'], { least: 1, most: 600, few: true }],
  [['temperature'], { least: -20, most: 40 }],
];

const ANY: NumberRange = { least: 0, most: 1_000 };

/** @param column the words of its name, as `nameWords` gives them. */
export function numberByName(column: string): NumberRange {
  const last = ` ${column.trimEnd().split(' ').at(-1)} `;
  for (const words of [last, column]) {
    const found = BY_NAME.find(([wanted]) => hasWord(words, wanted));
    if (found !== undefined) return found[1];
  }
  return ANY;
}

/** A number of a range in steps of `step`. */
export function numberIn({ least, most, few = false }: NumberRange, step: number, random: Random): number {
  const steps = Math.max(0, Math.floor((most - least) / step + 1e-9));
  const share = few ? random.share() * random.share() : random.share();
  return least + Math.floor(share * (steps + 1)) * step;
}
