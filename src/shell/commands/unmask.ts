import { UserError } from '../user-error';
import type { Command } from './command';
import { forExample } from './example';

const EXAMPLE = '.unmask Employee.findOneBy({ id: 1 })';

export const unmaskCommand: Command = {
  name: 'unmask',
  group: 'results',
  parameters: 'EXPRESSION',
  summary: 'show what one expression gives with its secrets',
  details: [
    'Secrets are columns declared with select: false, those whose name tells (password, token, secret, api_key, …) and those that the setting "mask" names. They are masked everywhere else. In a terminal only.',
  ],
  example: EXAMPLE,
  async run({ interactive, masking, names, run }, argument) {
    if (!interactive) throw new UserError('.unmask works in a terminal only.', 'Secrets stay masked in a pipe.');
    if (argument === '') throw new UserError('.unmask needs an expression.', forExample(EXAMPLE, names));
    await masking.reveal(() => run(argument, '<shell>'));
  },
};
