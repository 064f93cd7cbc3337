import type { CommandContext } from '../../commands/command';
import { InterruptedError } from '../../evaluator/evaluator';
import { counted } from '../../output/sql/query-summary';
import { EntityNames } from '../../schema/entity-facts';
import { UserError } from '../../user-error';
import { dataTables } from '../data-tables';
import { familyOfSource, openConnection } from '../database/connection';
import { Loading } from './loading';
import type { LoadRequest } from './request';

/**
 * Loads the rows of a file in one transaction.
 * @throws UserError for whatever does not load; nothing is loaded then.
 */
export async function load(context: CommandContext, request: LoadRequest): Promise<void> {
  const { dataSource } = context.model;
  const family = familyOfSource(dataSource);
  await askFirst(context, request);
  await context.breakable(async (stopped) => {
    const connection = await openConnection(dataSource);
    try {
      await connection.begin('write');
      const loading = new Loading(context, request, {
        connection,
        tables: dataTables(dataSource, family),
        names: new EntityNames(context.model),
        quote: (name) => dataSource.driver.escape(name),
        stopped,
      });
      const { rows, tables, notes } = await loading.run();
      context.print(`Loaded ${counted(rows, 'row')} into ${counted(tables, 'table')} from ${request.file}.`);
      for (const note of notes) context.print(note);
    } catch (error) {
      throw stopped.aborted ? new InterruptedError('interrupted') : error;
    } finally {
      await connection.release();
    }
  });
}

/** @throws UserError where production is not to be written. */
async function askFirst({ modes, confirm }: CommandContext, { yes, file, replace }: LoadRequest): Promise<void> {
  if (modes.risk !== 'kept on production' || yes) return;
  const what = 'The database is production.';
  if (confirm === undefined) throw new UserError(what, 'To load into it: --yes');
  const asked = `${what} ${file} is loaded into it${replace ? ', and what its tables hold is deleted' : ''}. Go on?`;
  if (!(await confirm(asked))) throw new UserError('Nothing was loaded.');
}
