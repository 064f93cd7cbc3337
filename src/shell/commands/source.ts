import { themeOf } from '../output/theme';
import { liveSource } from '../types/live-source';
import type { SourceText } from '../types/messages';
import { placeText } from '../types/documentation-text';
import { noTypes } from '../types/no-types';
import { UserError } from '../user-error';
import type { Command, CommandContext } from './command';

export const sourceCommand: Command = {
  name: 'source',
  group: 'docs',
  parameters: 'NAME',
  namesCode: true,
  summary: 'the source of an entity, a method or a function, and its file',
  details: ['NAME is in scope, or a path of properties from there: .source employee1.toString. Nothing is run.'],
  example: '.source Employee',
  completes: ({ entities, before }) => (before.length === 0 ? entities : []),
  async run(context, argument) {
    const { types, show, session } = context;
    if (!types.enabled) throw noTypes('source');
    if (argument === '') throw new UserError('.source needs a name.', 'Such as .source Employee');
    const colors = context.colors();
    const found = (await types.sourceOf(argument, colors.level > 0)) ?? live(argument, session);
    if (found === undefined)
      throw new UserError(`TypeScript knows no source of ${argument}.`, '.ls lists the names in scope.');
    const place = found.place && themeOf(colors).dim(placeText(found.place));
    await show([place ?? [], found.text].flat().join('\n'));
  },
};

/** For what no file of the project declares. */
function live(path: string, { evaluator }: CommandContext['session']): SourceText | undefined {
  const text = liveSource(path, evaluator);
  return text === undefined ? undefined : { text };
}
