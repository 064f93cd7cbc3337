import type { FileRow } from './file-row';
import type { TextFile } from './text-file';

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gives rows with the same names the same list of them. */
export function layoutKeeper(): (names: readonly string[]) => readonly string[] {
  let last: readonly string[] = [];
  return (names) => {
    if (names.length !== last.length) return (last = names);
    for (let at = 0; at < names.length; at++) if (names[at] !== last[at]) return (last = names);
    return last;
  };
}

/** @throws UserError for a value that is no object. */
export function rowOf(
  file: TextFile,
  line: number,
  table: string,
  value: unknown,
  layout: ReturnType<typeof layoutKeeper>,
): FileRow {
  if (!isObject(value))
    throw file.problem(line, `has a row of ${table} that is no object.`, 'A row is written {"id":1,"name":"Ann"}.');
  return { file: file.name, line, table, names: layout(Object.keys(value)), content: { json: Object.values(value) } };
}
