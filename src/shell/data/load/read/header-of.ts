import type { FileHeader } from './file-row';
import { isObject } from './json-row';
import type { TextFile } from './text-file';

/** @throws UserError for a header that is none of ours, or of a later version. */
export function headerOf(file: TextFile, line: number, value: unknown): FileHeader {
  const { dump, tables, masked } = isObject(value) ? value : {};
  if (dump !== 1)
    throw file.problem(
      line,
      `is a dump of version ${String(dump)}, and this typeorm-shell reads version 1.`,
      'Load it with the typeorm-shell that made it.',
    );
  if (!isTexts(tables) || !isTexts(masked))
    throw file.problem(line, 'is no header of a dump: it has to name its tables and what is masked.');
  return { tables, masked };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
