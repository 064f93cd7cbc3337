import type { CommandContext } from './command';

/** Asks whether something is to be done; without a terminal there is nobody to ask, and it is meant. */
export async function confirms({ ask }: CommandContext, question: string): Promise<boolean> {
  return ask === undefined || (await ask(question, ['yes', 'no'])) === 'yes';
}

/** Asks before rows that were written and are not kept are dropped. @returns whether to go on. */
export async function dropsUnsaved(context: CommandContext, what: string): Promise<boolean> {
  const { modes } = context;
  return !modes.unsaved || confirms(context, `${rows(modes.changed)} changed will be rolled back. ${what}?`);
}

export function rows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
