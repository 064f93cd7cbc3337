import { UserError } from '../user-error';
import type { Command } from './command';

export const editorCommand: Command = {
  name: 'editor',
  group: 'session',
  parameters: '',
  summary: 'type several lines, run them together with Ctrl-D',
  details: ['Ctrl-C drops them. To change the last input in a program of your own, there is .edit.'],
  example: '.editor',
  async run({ readLines, print, run }) {
    if (!readLines)
      throw new UserError('.editor needs a terminal.', 'Statements over several lines work here without it.');
    print('Type or paste; Ctrl-D runs it, Ctrl-C drops it.');
    const text = await readLines();
    if (text?.trim()) await run(text, '<editor>');
  },
};
