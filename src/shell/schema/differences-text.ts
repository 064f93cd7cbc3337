import type { Theme } from '../output/theme';
import { visible } from '../output/visible';

/** What is said of the database below an entity's schema. */
export function differencesText(said: readonly string[], theme: Theme): string {
  if (said.length === 0) return theme.dim('The database agrees with the entity.');
  return ['The database differs:', ...said.map((each) => theme.notice(`- ${visible(each)}`))].join('\n');
}
