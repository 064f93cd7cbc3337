import { relative } from 'node:path';
import { UserError } from '../../user-error';
import type { Found } from '../find/find';

/** Why there is nothing to open, and what to do. */
export function nothingFound({ missing, decisions, root }: Found, currentFolder: string): UserError {
  const [first] = missing;
  if (first !== undefined)
    return new UserError(
      `There is no file ${missing.join(', ')}.`,
      'Name the file of a data source: -d src/data-source.ts',
    );
  const candidates = decisions.find(({ why, found }) => found !== undefined && why?.includes('more than one'));
  if (candidates) {
    return new UserError(
      `There are several data sources: ${candidates.found}.`,
      'Choose with -d FILE; it may be repeated.',
    );
  }
  const place = relative(currentFolder, root) || 'this folder';
  return new UserError(
    `No data source was found in ${place}.`,
    'Name its file: typeorm-shell -d src/data-source.ts (--doctor says where was looked).',
  );
}
