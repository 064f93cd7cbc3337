import { UserError } from '../../user-error';

/** How a new migration is called. */
export interface MigrationName {
  /** With the time at its end, as TypeORM has it: `AddPhone1762000180000`. */
  readonly className: string;
  /** Without the extension: `1762000180000-add-phone`. */
  readonly fileName: string;
}

/** What the names of files are like, beside the time. */
export type NameStyle = 'kebab' | 'as given';

const EXAMPLE = 'For example: migration new AddPhone';

/**
 * @param given what the person calls it: `AddPhone`, `add-phone`.
 * @param now in milliseconds since the epoch.
 * @param last the time of the newest migration that there is: the new one comes behind it.
 * @throws UserError for what cannot be the name of a class.
 */
export function migrationName(given: string, now: number, last: number, style: NameStyle): MigrationName {
  const words = given.split(/[-_\s]+/).filter((word) => word !== '');
  if (!/^[A-Za-z][\w-]*$/.test(given) || words.length === 0)
    throw new UserError(`${given} cannot be the name of a migration: it is letters, digits and dashes.`, EXAMPLE);
  const timestamp = Math.max(now, last + 1);
  const camel = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  const kebab = camel
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
  return { className: `${camel}${timestamp}`, fileName: `${timestamp}-${style === 'kebab' ? kebab : given}` };
}

/** @throws UserError */
export function oneName([name, another]: readonly string[]): string {
  if (name === undefined) throw new UserError('A new migration needs a name.', EXAMPLE);
  if (another !== undefined) throw new UserError(`A new migration has one name: ${another} is one too many.`, EXAMPLE);
  return name;
}
