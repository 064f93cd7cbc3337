import type * as SessionCodeModule from '../code/session-code';
import { highlighted } from '../output/highlight/highlighted';
import { UserError } from '../user-error';
import type { Command } from './command';

export const codeCommand: Command = {
  name: 'code',
  group: 'SQL',
  parameters: '[all]',
  summary: 'the last input as TypeScript, for a program of yours',
  details: [
    'A function with explicit await, imports, and the relations that were touched in the find that gives their entities. Earlier inputs are in it as far as the last one needs them; all does the session.',
    'It is checked by strict TypeScript before it is shown. What cannot be said in a program, or not for certain, is refused with the reason.',
    'Imports are relative to the current folder, or to the project where that lies outside of it.',
  ],
  example: '.code',
  common: 5,
  async run(context, argument) {
    if (argument !== '' && argument !== 'all') throw new UserError(`.code takes all or nothing, not ${argument}.`);
    const { session, model, names } = context;
    if (session.ran.length === 0) throw new UserError('Nothing has run yet that code could be made of.');
    const { sessionCode } = sessionCodeModule();
    const { text } = await sessionCode({
      ran: session.ran,
      of: argument === 'all' ? 'all' : 'last',
      model,
      operators: names.operators,
      projectNames: names.project ?? [],
      currentFolder: context.resolvePath('.'),
      sourceFile: context.sourceFile(),
    });
    await context.show(highlighted(text, context.colors()));
  },
};

/** Loads TypeScript, which takes long: no other command needs it. */
function sessionCodeModule(): typeof SessionCodeModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../code/session-code') as typeof SessionCodeModule;
}
