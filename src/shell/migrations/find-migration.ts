import { nearNames } from '../near-names';
import { UserError } from '../user-error';

interface Named {
  readonly name: string;
  readonly timestamp: number;
}

/** At the end of a class's name. */
const TIME = /_?\d{13}$/;
/** More candidates than this are no help. */
const MOST = 5;

/**
 * The migration that a word names: its class, with or without the time at its end, the time, its file, or a beginning that no other has.
 * @throws UserError when it is none, or may be several.
 */
export function findMigration<Migration extends Named>(word: string, all: readonly Migration[]): Migration {
  const [, fileTime] = /^(\d{13})-/.exec(word) ?? [];
  const wanted = fileTime ?? word;
  const rules: readonly ((each: Named) => boolean)[] = [
    ({ name }) => name === wanted,
    ({ name }) => name.replace(TIME, '') === wanted,
    ({ timestamp }) => String(timestamp) === wanted,
    ({ name }) => name.startsWith(wanted),
    ({ timestamp }) => wanted.length > 0 && String(timestamp).startsWith(wanted),
    ({ name }) => name.toLowerCase().startsWith(wanted.toLowerCase()),
  ];
  for (const rule of wanted === '' ? [] : rules) {
    const found = all.filter(rule);
    if (found.length === 1) return found[0];
    if (found.length > 1) throw several(word, found);
  }
  throw unknown(word, all);
}

function several(word: string, found: readonly Named[]): UserError {
  const names = found.slice(0, MOST).map(({ name }) => name);
  const more = found.length > MOST ? ` and ${found.length - MOST} more` : '';
  return new UserError(`${word} may be ${names.join(', ')}${more}.`, 'Write more of its name.');
}

function unknown(word: string, all: readonly Named[]): UserError {
  const short = new Map(all.map(({ name }) => [name.replace(TIME, ''), name]));
  const [near] = nearNames(word.replace(TIME, ''), short.keys());
  return new UserError(
    `There is no migration ${word}${near === undefined ? '.' : `: did you mean ${short.get(near)}?`}`,
    'migration status lists all there are.',
  );
}
