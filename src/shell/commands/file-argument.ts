import { optionWords, type OptionKinds } from './options';

/** The name of a file that is all of an argument: in quotes, or as it is, blanks too. */
export function fileName(argument: string): string {
  const text = argument.trim();
  const [, double, single] = /^(?:"([^"]*)"|'([^']*)')$/s.exec(text) ?? [];
  return double ?? single ?? text;
}

/** A name as it can be written before something else, or where an option could stand: in quotes where it needs them. */
export function quotedName(name: string): string {
  if (!/\s|^-|^["']/.test(name)) return name;
  return name.includes('"') ? `'${name}'` : `"${name}"`;
}

/**
 * An option of the command that was written behind the file.
 * @returns the option, and the argument with it in front; `undefined` when there is none.
 */
export function optionBehind(
  argument: string,
  options: OptionKinds,
): { readonly option: string; readonly moved: string } | undefined {
  const words = optionWords(options).join('|');
  const found = new RegExp(`^("[^"]*"|'[^']*'|\\S+)\\s+(${words})(?:\\s+(.*))?$`, 's').exec(argument.trim());
  if (found === null) return undefined;
  const [, file, option, rest = ''] = found;
  return { option, moved: `${option} ${file} ${rest}`.trimEnd() };
}
