import { counted } from '../output/sql/query-summary';
import type { CommandContext } from './command';

/** Asks whether something is to be done; without a terminal there is nobody to ask, and it is meant. */
export async function confirms(context: CommandContext, question: string): Promise<boolean> {
  return (await context.confirm?.(question)) ?? true;
}

/** Asks before rows that were written and are not kept are dropped. @returns whether to go on. */
export async function dropsUnsaved(context: CommandContext): Promise<boolean> {
  const { modes } = context;
  return !modes.unsaved || confirms(context, `This rolls back ${counted(modes.changed, 'row')} changed. Go on?`);
}
