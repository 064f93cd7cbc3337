import { UserError } from '../user-error';
import type { Command } from './command';

export const unmaskCommand: Command = {
  name: 'unmask',
  group: 'results',
  parameters: 'EXPRESSION',
  summary: 'show what one expression gives with its secrets',
  details: [
    'Secrets are columns declared with select: false, those whose name tells (password, token, secret, api_key, …) and those that the setting "mask" names. They are masked everywhere else. In a terminal only.',
  ],
  example: '.unmask User.findOneBy({ id: 1 })',
  async run({ interactive, masking, run }, argument) {
    if (!interactive) throw new UserError('.unmask works in a terminal only.', 'Secrets stay masked in a pipe.');
    if (argument === '') throw new UserError('.unmask needs an expression.', 'For example: .unmask user.password');
    await masking.reveal(() => run(argument, '<shell>'));
  },
};
