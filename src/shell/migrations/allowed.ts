import type { CommandContext } from '../commands/command';
import { UserError } from '../user-error';

/**
 * Whether migrations may run in the session as it is.
 * @param command as it is called: `up`.
 * @throws UserError in a mode that does not keep what is written, and while a transaction is open.
 */
export function assertMayMigrate(
  { model, modes, openTransaction }: Pick<CommandContext, 'model' | 'modes' | 'openTransaction'>,
  command: string,
): void {
  const what = `migration ${command}`;
  if (modes.mode === 'read-only')
    throw new UserError(`This session only reads: ${what} writes.`, '.mode writable lets it.');
  if (modes.mode === 'sandbox')
    throw new UserError(
      `In a sandbox there is no ${what}: not every change of a schema can be rolled back.`,
      '.mode writable runs it for good.',
    );
  if (modes.inTransaction || openTransaction(model.dataSource) !== undefined)
    throw new UserError(
      `A transaction is open: ${what} has transactions of its own.`,
      'End it first: .commit or .rollback.',
    );
}

/**
 * On production asks before something is done that loses data.
 * @param what says what would be done, as a question.
 * @throws UserError unless the person says yes, or has said it before.
 */
export async function confirmOnProduction(
  { modes, confirm }: Pick<CommandContext, 'modes' | 'confirm'>,
  what: string,
  yes: boolean,
): Promise<void> {
  if (yes || modes.risk !== 'kept on production') return;
  if (confirm === undefined)
    throw new UserError(`This is production, and nobody can be asked here: ${what}`, 'Add --yes if that is meant.');
  if (!(await confirm(`This is production. ${what}`))) throw new UserError('Nothing was done.');
}
