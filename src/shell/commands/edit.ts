import { UserError } from '../user-error';
import type { Command } from './command';

export const editCommand: Command = {
  name: 'edit',
  group: 'session',
  parameters: '',
  summary: 'change the last input in your editor ($VISUAL or $EDITOR)',
  details: [
    'What you save stands at the prompt, where Enter runs it. Ctrl-X Ctrl-E does the same with what is being typed.',
    'To type several lines here in the terminal, there is .editor.',
  ],
  example: '.edit',
  async run({ edit }, argument) {
    if (argument !== '') throw new UserError(`.edit takes nothing, not ${argument}.`, '.load FILE runs a file.');
    if (!edit)
      throw new UserError(
        '.edit needs a terminal that knows keys.',
        '.load FILE runs what you have written in a file.',
      );
    await edit();
  },
};
