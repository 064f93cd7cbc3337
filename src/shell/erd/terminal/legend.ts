import type { Theme } from '../../output/theme';
import { wrapWords } from '../../commands/wrap-words';
import type { ErdGraph } from '../graph';
import { signOf, type Detail, type Sign } from '../rows';
import { lineTo } from './signs';

const MEANINGS: readonly (readonly [Sign, string])[] = [
  ['one', 'exactly one'],
  ['none or one', 'none or one'],
  ['many', 'any number'],
  ['parent', 'is a'],
];

/** What the signs of this drawing mean: those that are in it. */
export function legend(
  { entities, relations }: ErdGraph,
  detail: Detail,
  { theme, width }: { readonly theme: Theme; readonly width: number },
): readonly string[] {
  const signs = new Set(
    relations.flatMap((relation) => [signOf(relation, relation.from), signOf(relation, relation.to)]),
  );
  const rules = new Set(entities.flatMap(({ properties }) => properties.flatMap(({ onDelete }) => onDelete ?? [])));
  const mayBeNull = entities.some(
    ({ columns, properties }) =>
      (detail !== 'names' && columns.some(({ isNullable }) => isNullable)) ||
      properties.some(({ isToMany, isNullable }) => !isToMany && isNullable),
  );
  const words = [
    ...MEANINGS.filter(([sign]) => signs.has(sign)).map(([sign, meaning]) => `${lineTo(sign)} ${meaning}`),
    ...(mayBeNull ? ['? may be null'] : []),
    ...(rules.size > 0 ? [`${[...rules].map((rule) => rule.toLowerCase()).join(', ')}: ON DELETE`] : []),
    ...(detail === 'all'
      ? []
      : [detail === 'keys' ? 'keys alone: for all columns a wider terminal' : 'without columns']),
  ];
  if (words.length === 0) return [];
  return wrapWords(words, width, '', '   ')
    .split('\n')
    .map((line) => theme.dim(line));
}
