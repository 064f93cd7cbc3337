import { UserError } from '../user-error';
import { findMigration } from './find-migration';
import { identityOf, type Migrations, type MigrationState } from './migration-states';
import type { Step } from './transaction-groups';

/** How far to go; all of it unless told. */
export interface Extent {
  /** As the person has written it: up to and with this migration, down to what it left behind. */
  readonly to?: string;
  readonly count?: number;
}

/** What is pending, in its order. @throws UserError for a name that is none. */
export function stepsUp({ all, pending }: Migrations, { to, count = Infinity }: Extent): readonly Step[] {
  const last = to === undefined ? undefined : findMigration(to, all.map(identityOf));
  // Of two with one time the code's order counts.
  const at = last === undefined ? -1 : pending.findIndex(({ name }) => name === last.name);
  const wanted =
    last === undefined
      ? pending.slice(0, count)
      : at >= 0
        ? pending.slice(0, at + 1)
        : pending.filter(({ timestamp }) => timestamp <= last.timestamp);
  return wanted.map((migration) => ({ migration, direction: 'up' }));
}

/**
 * What was applied, the last first.
 * @throws UserError for a name that is none, or is not applied, and where the code of one that would be undone is not there.
 */
export function stepsDown({ all, applied }: Migrations, { to, count = Infinity }: Extent): readonly Step[] {
  return undone(applied, all, { to, count }).map((state): Step => {
    if (state.state === 'applied') return { migration: state.code, direction: 'down' };
    const { name } = identityOf(state);
    throw new UserError(
      `${name} is applied, and the code does not have it: nobody knows how to undo it.`,
      'Take its file out of the history of the project; or, if nothing is to be undone, migration stamp.',
    );
  });
}

function undone(
  applied: readonly MigrationState[],
  all: readonly MigrationState[],
  { to, count = Infinity }: Extent,
): readonly MigrationState[] {
  const latest = [...applied].reverse();
  if (to === undefined) return latest.slice(0, count);
  const { name } = findMigration(to, all.map(identityOf));
  const at = latest.findIndex((each) => identityOf(each).name === name);
  if (at >= 0) return latest.slice(0, at);
  throw new UserError(`${name} is not applied: there is no way down to it.`, 'migration status says what is.');
}

/** The last ones down, then up again. @throws UserError as {@link stepsDown} */
export function stepsAgain(migrations: Migrations, count: number): readonly Step[] {
  const down = stepsDown(migrations, { count });
  return [...down, ...[...down].reverse().map(({ migration }): Step => ({ migration, direction: 'up' }))];
}
