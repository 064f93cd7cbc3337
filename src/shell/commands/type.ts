import { noTypes } from '../types/no-types';
import { UserError } from '../user-error';
import type { Command } from './command';

export const typeCommand: Command = {
  name: 'type',
  group: 'docs',
  parameters: 'EXPRESSION',
  summary: 'the TypeScript type of an expression, which is not run',
  details: ['What is a promise in a program is its value here: the prompt waits for it.'],
  example: '.type Employee.find()',
  async run({ types, print }, argument) {
    if (!types.enabled) throw noTypes('type');
    if (argument === '') throw new UserError('.type needs an expression.', 'Such as .type Employee.find()');
    const answer = await types.typeOf(argument);
    if (answer === undefined) throw new UserError('TypeScript did not answer in time.');
    if (answer.kind === 'problem') throw new UserError(`TypeScript: ${answer.text}`);
    print(answer.text);
  },
};
